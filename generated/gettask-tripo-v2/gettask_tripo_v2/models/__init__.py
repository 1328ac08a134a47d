"""The models of requests and responses."""

from typing import TypeAlias

from .animate_prerigcheck_request import AnimatePrerigcheckRequest
from .animate_retarget_request import AnimateRetargetRequest
from .animate_retarget_request_out_format import AnimateRetargetRequestOutFormat
from .animate_rig_request import AnimateRigRequest
from .animate_rig_request_model_version import AnimateRigRequestModelVersion
from .animate_rig_request_out_format import AnimateRigRequestOutFormat
from .animate_rig_request_rig_type import AnimateRigRequestRigType
from .animate_rig_request_spec import AnimateRigRequestSpec
from .animate_rig_request_topology import AnimateRigRequestTopology
from .balance import Balance
from .convert_model_request import ConvertModelRequest
from .convert_model_request_export_orientation import (
    ConvertModelRequestExportOrientation,
)
from .convert_model_request_fbx_preset import ConvertModelRequestFbxPreset
from .convert_model_request_format import ConvertModelRequestFormat
from .convert_model_request_texture_format import ConvertModelRequestTextureFormat
from .create_task_reply import CreateTaskReply
from .create_upload_credentials_reply import CreateUploadCredentialsReply
from .created_task import CreatedTask
from .edit_multiview_image_request import EditMultiviewImageRequest
from .error_reply import ErrorReply
from .file import File
from .generate_image_request import GenerateImageRequest
from .generate_image_request_model_version import GenerateImageRequestModelVersion
from .generate_multiview_image_request import GenerateMultiviewImageRequest
from .get_balance_reply import GetBalanceReply
from .get_task_reply import GetTaskReply
from .highpoly_to_lowpoly_request import HighpolyToLowpolyRequest
from .image_to_model_request import ImageToModelRequest
from .image_to_model_request_compress import ImageToModelRequestCompress
from .image_to_model_request_geometry_quality import ImageToModelRequestGeometryQuality
from .image_to_model_request_orientation import ImageToModelRequestOrientation
from .image_to_model_request_texture_alignment import (
    ImageToModelRequestTextureAlignment,
)
from .image_to_model_request_texture_quality import ImageToModelRequestTextureQuality
from .import_file import ImportFile
from .import_model_request import ImportModelRequest
from .list_tasks_reply import ListTasksReply
from .list_tasks_request import ListTasksRequest
from .mesh_completion_request import MeshCompletionRequest
from .mesh_completion_request_model_version import MeshCompletionRequestModelVersion
from .mesh_segmentation_request import MeshSegmentationRequest
from .multiview_images import MultiviewImages
from .multiview_to_model_request import MultiviewToModelRequest
from .multiview_to_model_request_compress import MultiviewToModelRequestCompress
from .multiview_to_model_request_geometry_quality import (
    MultiviewToModelRequestGeometryQuality,
)
from .multiview_to_model_request_mode import MultiviewToModelRequestMode
from .multiview_to_model_request_orientation import MultiviewToModelRequestOrientation
from .multiview_to_model_request_texture_alignment import (
    MultiviewToModelRequestTextureAlignment,
)
from .multiview_to_model_request_texture_quality import (
    MultiviewToModelRequestTextureQuality,
)
from .refine_model_request import RefineModelRequest
from .stored_object import StoredObject
from .stylize_model_request import StylizeModelRequest
from .stylize_model_request_style import StylizeModelRequestStyle
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
from .text_to_model_request_compress import TextToModelRequestCompress
from .text_to_model_request_geometry_quality import TextToModelRequestGeometryQuality
from .text_to_model_request_texture_quality import TextToModelRequestTextureQuality
from .texture_model_request import TextureModelRequest
from .texture_model_request_compress import TextureModelRequestCompress
from .texture_model_request_model_version import TextureModelRequestModelVersion
from .texture_model_request_texture_alignment import TextureModelRequestTextureAlignment
from .texture_model_request_texture_quality import TextureModelRequestTextureQuality
from .texture_prompt import TexturePrompt
from .upload_credentials import UploadCredentials
from .upload_credentials_request import UploadCredentialsRequest
from .upload_credentials_request_format import UploadCredentialsRequestFormat
from .upload_image_reply import UploadImageReply
from .upload_request import UploadRequest
from .uploaded_image import UploadedImage
from .view_file import ViewFile
from .view_prompt import ViewPrompt
from .view_prompt_view import ViewPromptView

AnyTask: TypeAlias = Task
"""A task of any variant."""

__all__ = (
    "AnimatePrerigcheckRequest",
    "AnimateRetargetRequest",
    "AnimateRetargetRequestOutFormat",
    "AnimateRigRequest",
    "AnimateRigRequestModelVersion",
    "AnimateRigRequestOutFormat",
    "AnimateRigRequestRigType",
    "AnimateRigRequestSpec",
    "AnimateRigRequestTopology",
    "AnyTask",
    "Balance",
    "ConvertModelRequest",
    "ConvertModelRequestExportOrientation",
    "ConvertModelRequestFbxPreset",
    "ConvertModelRequestFormat",
    "ConvertModelRequestTextureFormat",
    "CreateTaskReply",
    "CreateUploadCredentialsReply",
    "CreatedTask",
    "EditMultiviewImageRequest",
    "ErrorReply",
    "File",
    "GenerateImageRequest",
    "GenerateImageRequestModelVersion",
    "GenerateMultiviewImageRequest",
    "GetBalanceReply",
    "GetTaskReply",
    "HighpolyToLowpolyRequest",
    "ImageToModelRequest",
    "ImageToModelRequestCompress",
    "ImageToModelRequestGeometryQuality",
    "ImageToModelRequestOrientation",
    "ImageToModelRequestTextureAlignment",
    "ImageToModelRequestTextureQuality",
    "ImportFile",
    "ImportModelRequest",
    "ListTasksReply",
    "ListTasksRequest",
    "MeshCompletionRequest",
    "MeshCompletionRequestModelVersion",
    "MeshSegmentationRequest",
    "MultiviewImages",
    "MultiviewToModelRequest",
    "MultiviewToModelRequestCompress",
    "MultiviewToModelRequestGeometryQuality",
    "MultiviewToModelRequestMode",
    "MultiviewToModelRequestOrientation",
    "MultiviewToModelRequestTextureAlignment",
    "MultiviewToModelRequestTextureQuality",
    "RefineModelRequest",
    "StoredObject",
    "StylizeModelRequest",
    "StylizeModelRequestStyle",
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
    "TextToModelRequestCompress",
    "TextToModelRequestGeometryQuality",
    "TextToModelRequestTextureQuality",
    "TextureModelRequest",
    "TextureModelRequestCompress",
    "TextureModelRequestModelVersion",
    "TextureModelRequestTextureAlignment",
    "TextureModelRequestTextureQuality",
    "TexturePrompt",
    "UploadCredentials",
    "UploadCredentialsRequest",
    "UploadCredentialsRequestFormat",
    "UploadImageReply",
    "UploadRequest",
    "UploadedImage",
    "ViewFile",
    "ViewPrompt",
    "ViewPromptView",
)
