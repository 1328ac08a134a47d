"""The models of requests and responses. Each is imported when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .animate_prerigcheck_request import AnimatePrerigcheckRequest
    from .animate_retarget_request import AnimateRetargetRequest
    from .animate_rig_request import AnimateRigRequest
    from .any_task import AnyTask
    from .balance import Balance
    from .convert_model_request import ConvertModelRequest
    from .create_task_reply import CreateTaskReply
    from .create_task_request import CreateTaskRequest
    from .create_upload_credentials_reply import CreateUploadCredentialsReply
    from .created_task import CreatedTask
    from .edit_multiview_image_request import EditMultiviewImageRequest
    from .error_reply import ErrorReply
    from .file import File
    from .generate_image_request import GenerateImageRequest
    from .generate_multiview_image_request import GenerateMultiviewImageRequest
    from .get_balance_reply import GetBalanceReply
    from .get_task_reply import GetTaskReply
    from .highpoly_to_lowpoly_request import HighpolyToLowpolyRequest
    from .image_to_model_request import ImageToModelRequest
    from .import_file import ImportFile
    from .import_model_request import ImportModelRequest
    from .list_tasks_reply import ListTasksReply
    from .list_tasks_request import ListTasksRequest
    from .mesh_completion_request import MeshCompletionRequest
    from .mesh_segmentation_request import MeshSegmentationRequest
    from .multiview_images import MultiviewImages
    from .multiview_to_model_request import MultiviewToModelRequest
    from .refine_model_request import RefineModelRequest
    from .stored_object import StoredObject
    from .stylize_model_request import StylizeModelRequest
    from .task import Task
    from .task_input import TaskInput
    from .task_list import TaskList
    from .task_list_tasks import TaskListTasks
    from .task_output import TaskOutput
    from .task_output_topology import TaskOutputTopology
    from .task_result import TaskResult
    from .task_result_additional_property import TaskResultAdditionalProperty
    from .task_status import TaskStatus
    from .text_to_image_request import TextToImageRequest
    from .text_to_model_request import TextToModelRequest
    from .texture_model_request import TextureModelRequest
    from .texture_prompt import TexturePrompt
    from .upload_credentials import UploadCredentials
    from .upload_credentials_request import UploadCredentialsRequest
    from .upload_image_reply import UploadImageReply
    from .upload_request import UploadRequest
    from .uploaded_image import UploadedImage
    from .view_file import ViewFile
    from .view_prompt import ViewPrompt

_MODULES = {
    "AnimatePrerigcheckRequest": "animate_prerigcheck_request",
    "AnimateRetargetRequest": "animate_retarget_request",
    "AnimateRigRequest": "animate_rig_request",
    "AnyTask": "any_task",
    "Balance": "balance",
    "ConvertModelRequest": "convert_model_request",
    "CreateTaskReply": "create_task_reply",
    "CreateTaskRequest": "create_task_request",
    "CreateUploadCredentialsReply": "create_upload_credentials_reply",
    "CreatedTask": "created_task",
    "EditMultiviewImageRequest": "edit_multiview_image_request",
    "ErrorReply": "error_reply",
    "File": "file",
    "GenerateImageRequest": "generate_image_request",
    "GenerateMultiviewImageRequest": "generate_multiview_image_request",
    "GetBalanceReply": "get_balance_reply",
    "GetTaskReply": "get_task_reply",
    "HighpolyToLowpolyRequest": "highpoly_to_lowpoly_request",
    "ImageToModelRequest": "image_to_model_request",
    "ImportFile": "import_file",
    "ImportModelRequest": "import_model_request",
    "ListTasksReply": "list_tasks_reply",
    "ListTasksRequest": "list_tasks_request",
    "MeshCompletionRequest": "mesh_completion_request",
    "MeshSegmentationRequest": "mesh_segmentation_request",
    "MultiviewImages": "multiview_images",
    "MultiviewToModelRequest": "multiview_to_model_request",
    "RefineModelRequest": "refine_model_request",
    "StoredObject": "stored_object",
    "StylizeModelRequest": "stylize_model_request",
    "Task": "task",
    "TaskInput": "task_input",
    "TaskList": "task_list",
    "TaskListTasks": "task_list_tasks",
    "TaskOutput": "task_output",
    "TaskOutputTopology": "task_output_topology",
    "TaskResult": "task_result",
    "TaskResultAdditionalProperty": "task_result_additional_property",
    "TaskStatus": "task_status",
    "TextToImageRequest": "text_to_image_request",
    "TextToModelRequest": "text_to_model_request",
    "TextureModelRequest": "texture_model_request",
    "TexturePrompt": "texture_prompt",
    "UploadCredentials": "upload_credentials",
    "UploadCredentialsRequest": "upload_credentials_request",
    "UploadImageReply": "upload_image_reply",
    "UploadRequest": "upload_request",
    "UploadedImage": "uploaded_image",
    "ViewFile": "view_file",
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
    "AnimatePrerigcheckRequest",
    "AnimateRetargetRequest",
    "AnimateRigRequest",
    "AnyTask",
    "Balance",
    "ConvertModelRequest",
    "CreateTaskReply",
    "CreateTaskRequest",
    "CreateUploadCredentialsReply",
    "CreatedTask",
    "EditMultiviewImageRequest",
    "ErrorReply",
    "File",
    "GenerateImageRequest",
    "GenerateMultiviewImageRequest",
    "GetBalanceReply",
    "GetTaskReply",
    "HighpolyToLowpolyRequest",
    "ImageToModelRequest",
    "ImportFile",
    "ImportModelRequest",
    "ListTasksReply",
    "ListTasksRequest",
    "MeshCompletionRequest",
    "MeshSegmentationRequest",
    "MultiviewImages",
    "MultiviewToModelRequest",
    "RefineModelRequest",
    "StoredObject",
    "StylizeModelRequest",
    "Task",
    "TaskInput",
    "TaskList",
    "TaskListTasks",
    "TaskOutput",
    "TaskOutputTopology",
    "TaskResult",
    "TaskResultAdditionalProperty",
    "TaskStatus",
    "TextToImageRequest",
    "TextToModelRequest",
    "TextureModelRequest",
    "TexturePrompt",
    "UploadCredentials",
    "UploadCredentialsRequest",
    "UploadImageReply",
    "UploadRequest",
    "UploadedImage",
    "ViewFile",
    "ViewPrompt",
]
