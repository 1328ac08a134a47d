"""The mock as a server: ASGI application, command, WebSockets, webhooks over HTTP."""
