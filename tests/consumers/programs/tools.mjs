// Hands documents to a tool of Node, and prints for each of them what the tool says against it, as JSON.
// Usage: node tools.mjs TOOL < [["document.json", "folder of its output", extra], ...]
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const load = async (name) => {
  const module = await import(name); // found in tests/consumers/node_modules
  return module.default?.__esModule ? module.default : module;
};

const tools = {
  async "openapi-typescript"() {
    const { astToString, default: openapiTS } = await load("openapi-typescript");
    return async (document, out) =>
      writeFile(join(out, "schema.ts"), astToString(await openapiTS(pathToFileURL(document), { silent: true })));
  },
  async "@hey-api/openapi-ts"() {
    const { createClient } = await load("@hey-api/openapi-ts");
    return (input, output) => createClient({ input, output, logs: { level: "silent", file: false } });
  },
  async orval() {
    const { generate } = await load("orval");
    return (document, out) =>
      generate({ input: document, output: { target: join(out, "api.ts"), client: "fetch", mode: "split" } }, out);
  },
  async "@asyncapi/parser"() {
    const { Parser } = await load("@asyncapi/parser");
    const parser = new Parser();
    return async (_document, _out, messages) => {
      const { document, diagnostics } = await parser.parse(await readFile(messages, "utf-8"));
      const found = diagnostics.filter(({ severity }) => severity < 2); // errors and warnings
      if (!document || found.length) throw new Error(found.map(({ message }) => message).join("; "));
    };
  },
  async "openapi-to-postmanv2"() {
    const { default: converter } = await load("openapi-to-postmanv2");
    return async (document) => {
      const data = await readFile(document, "utf-8");
      const { result, reason, output } = await new Promise((resolve, reject) =>
        converter.convertV2({ type: "string", data }, {}, (error, made) => (error ? reject(error) : resolve(made))),
      );
      const requests = (item) => (item.item ?? []).reduce((sum, each) => sum + requests(each), item.request ? 1 : 0);
      const operations = Object.values(JSON.parse(data).paths).flatMap(Object.keys).filter((name) => methods.has(name));
      if (!result) throw new Error(reason);
      if (requests(output[0].data) !== operations.length)
        throw new Error(`${requests(output[0].data)} requests of ${operations.length} operations`);
    };
  },
};
const methods = new Set(["get", "put", "post", "delete", "patch", "head", "options", "trace"]);

let text = "";
for await (const chunk of process.stdin) text += chunk;
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr); // tools talk
const run = await tools[process.argv[2]]();
for (const [document, out, extra] of JSON.parse(text)) {
  await mkdir(out, { recursive: true });
  let error = null;
  try {
    await run(document, out, extra);
  } catch (reason) {
    error = String(reason?.message ?? reason) || "an error without a message";
  }
  print(JSON.stringify([document, error]) + "\n");
}
process.exit(0);
