"""The models of requests and responses. Each is imported when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .animation_retarget_request import AnimationRetargetRequest
    from .animation_rig_check_request import AnimationRigCheckRequest
    from .animation_rig_request import AnimationRigRequest
    from .any_task import AnyTask
    from .balance import Balance
    from .balance_event import BalanceEvent
    from .balance_event_data import BalanceEventData
    from .convert_model_request import ConvertModelRequest
    from .create_task_reply import CreateTaskReply
    from .create_upload_credentials_reply import CreateUploadCredentialsReply
    from .created_task import CreatedTask
    from .edit_multiview_request import EditMultiviewRequest
    from .error_reply import ErrorReply
    from .file_reference import FileReference
    from .get_balance_reply import GetBalanceReply
    from .get_task_reply import GetTaskReply
    from .get_usage_reply import GetUsageReply
    from .image_to_depth_request import ImageToDepthRequest
    from .image_to_image_request import ImageToImageRequest
    from .image_to_model_request import ImageToModelRequest
    from .image_to_multiview_request import ImageToMultiviewRequest
    from .image_to_splat_request import ImageToSplatRequest
    from .import_model_request import ImportModelRequest
    from .list_tasks_reply import ListTasksReply
    from .list_tasks_request import ListTasksRequest
    from .mesh_complete_request import MeshCompleteRequest
    from .mesh_decimate_request import MeshDecimateRequest
    from .mesh_segment_request import MeshSegmentRequest
    from .mesh_smart_segment_request import MeshSmartSegmentRequest
    from .mesh_uv_request import MeshUvRequest
    from .multiview_images import MultiviewImages
    from .multiview_to_model_request import MultiviewToModelRequest
    from .presign_request import PresignRequest
    from .presign_upload_reply import PresignUploadReply
    from .presigned_upload import PresignedUpload
    from .refine_model_request import RefineModelRequest
    from .stored_object import StoredObject
    from .stylize_model_request import StylizeModelRequest
    from .task import Task
    from .task_error import TaskError
    from .task_event import TaskEvent
    from .task_event_type import TaskEventType
    from .task_input import TaskInput
    from .task_list import TaskList
    from .task_list_tasks import TaskListTasks
    from .task_output import TaskOutput
    from .task_status import TaskStatus
    from .text_to_image_request import TextToImageRequest
    from .text_to_image_request_style_image import TextToImageRequestStyleImage
    from .text_to_model_request import TextToModelRequest
    from .text_to_model_request_style_image import TextToModelRequestStyleImage
    from .texture_model_request import TextureModelRequest
    from .texture_prompt import TexturePrompt
    from .upload_credentials import UploadCredentials
    from .upload_credentials_request import UploadCredentialsRequest
    from .upload_file_reply import UploadFileReply
    from .upload_request import UploadRequest
    from .uploaded_file import UploadedFile
    from .usage_entry import UsageEntry
    from .usage_page import UsagePage
    from .view_input import ViewInput
    from .view_prompt import ViewPrompt

_MODULES = {
    "AnimationRetargetRequest": "animation_retarget_request",
    "AnimationRigCheckRequest": "animation_rig_check_request",
    "AnimationRigRequest": "animation_rig_request",
    "AnyTask": "any_task",
    "Balance": "balance",
    "BalanceEvent": "balance_event",
    "BalanceEventData": "balance_event_data",
    "ConvertModelRequest": "convert_model_request",
    "CreateTaskReply": "create_task_reply",
    "CreateUploadCredentialsReply": "create_upload_credentials_reply",
    "CreatedTask": "created_task",
    "EditMultiviewRequest": "edit_multiview_request",
    "ErrorReply": "error_reply",
    "FileReference": "file_reference",
    "GetBalanceReply": "get_balance_reply",
    "GetTaskReply": "get_task_reply",
    "GetUsageReply": "get_usage_reply",
    "ImageToDepthRequest": "image_to_depth_request",
    "ImageToImageRequest": "image_to_image_request",
    "ImageToModelRequest": "image_to_model_request",
    "ImageToMultiviewRequest": "image_to_multiview_request",
    "ImageToSplatRequest": "image_to_splat_request",
    "ImportModelRequest": "import_model_request",
    "ListTasksReply": "list_tasks_reply",
    "ListTasksRequest": "list_tasks_request",
    "MeshCompleteRequest": "mesh_complete_request",
    "MeshDecimateRequest": "mesh_decimate_request",
    "MeshSegmentRequest": "mesh_segment_request",
    "MeshSmartSegmentRequest": "mesh_smart_segment_request",
    "MeshUvRequest": "mesh_uv_request",
    "MultiviewImages": "multiview_images",
    "MultiviewToModelRequest": "multiview_to_model_request",
    "PresignRequest": "presign_request",
    "PresignUploadReply": "presign_upload_reply",
    "PresignedUpload": "presigned_upload",
    "RefineModelRequest": "refine_model_request",
    "StoredObject": "stored_object",
    "StylizeModelRequest": "stylize_model_request",
    "Task": "task",
    "TaskError": "task_error",
    "TaskEvent": "task_event",
    "TaskEventType": "task_event_type",
    "TaskInput": "task_input",
    "TaskList": "task_list",
    "TaskListTasks": "task_list_tasks",
    "TaskOutput": "task_output",
    "TaskStatus": "task_status",
    "TextToImageRequest": "text_to_image_request",
    "TextToImageRequestStyleImage": "text_to_image_request_style_image",
    "TextToModelRequest": "text_to_model_request",
    "TextToModelRequestStyleImage": "text_to_model_request_style_image",
    "TextureModelRequest": "texture_model_request",
    "TexturePrompt": "texture_prompt",
    "UploadCredentials": "upload_credentials",
    "UploadCredentialsRequest": "upload_credentials_request",
    "UploadFileReply": "upload_file_reply",
    "UploadRequest": "upload_request",
    "UploadedFile": "uploaded_file",
    "UsageEntry": "usage_entry",
    "UsagePage": "usage_page",
    "ViewInput": "view_input",
    "ViewPrompt": "view_prompt",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return [*__all__]


__all__ = [
    "AnimationRetargetRequest",
    "AnimationRigCheckRequest",
    "AnimationRigRequest",
    "AnyTask",
    "Balance",
    "BalanceEvent",
    "BalanceEventData",
    "ConvertModelRequest",
    "CreateTaskReply",
    "CreateUploadCredentialsReply",
    "CreatedTask",
    "EditMultiviewRequest",
    "ErrorReply",
    "FileReference",
    "GetBalanceReply",
    "GetTaskReply",
    "GetUsageReply",
    "ImageToDepthRequest",
    "ImageToImageRequest",
    "ImageToModelRequest",
    "ImageToMultiviewRequest",
    "ImageToSplatRequest",
    "ImportModelRequest",
    "ListTasksReply",
    "ListTasksRequest",
    "MeshCompleteRequest",
    "MeshDecimateRequest",
    "MeshSegmentRequest",
    "MeshSmartSegmentRequest",
    "MeshUvRequest",
    "MultiviewImages",
    "MultiviewToModelRequest",
    "PresignRequest",
    "PresignUploadReply",
    "PresignedUpload",
    "RefineModelRequest",
    "StoredObject",
    "StylizeModelRequest",
    "Task",
    "TaskError",
    "TaskEvent",
    "TaskEventType",
    "TaskInput",
    "TaskList",
    "TaskListTasks",
    "TaskOutput",
    "TaskStatus",
    "TextToImageRequest",
    "TextToImageRequestStyleImage",
    "TextToModelRequest",
    "TextToModelRequestStyleImage",
    "TextureModelRequest",
    "TexturePrompt",
    "UploadCredentials",
    "UploadCredentialsRequest",
    "UploadFileReply",
    "UploadRequest",
    "UploadedFile",
    "UsageEntry",
    "UsagePage",
    "ViewInput",
    "ViewPrompt",
]
