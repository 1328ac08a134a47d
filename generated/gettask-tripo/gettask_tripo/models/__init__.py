"""The models of requests and responses."""

from typing import TypeAlias

from .animation_retarget_request import AnimationRetargetRequest
from .animation_retarget_request_out_format import AnimationRetargetRequestOutFormat
from .animation_rig_check_request import AnimationRigCheckRequest
from .animation_rig_request import AnimationRigRequest
from .animation_rig_request_model import AnimationRigRequestModel
from .animation_rig_request_out_format import AnimationRigRequestOutFormat
from .animation_rig_request_rig_type import AnimationRigRequestRigType
from .animation_rig_request_spec import AnimationRigRequestSpec
from .balance import Balance
from .balance_event import BalanceEvent
from .balance_event_data import BalanceEventData
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
from .edit_multiview_request import EditMultiviewRequest
from .error_reply import ErrorReply
from .generation_model import GenerationModel
from .get_balance_reply import GetBalanceReply
from .get_task_reply import GetTaskReply
from .get_task_step import GetTaskStep
from .get_usage_reply import GetUsageReply
from .image_to_depth_request import ImageToDepthRequest
from .image_to_depth_request_kind import ImageToDepthRequestKind
from .image_to_image_request import ImageToImageRequest
from .image_to_image_request_model import ImageToImageRequestModel
from .image_to_image_request_output_format import ImageToImageRequestOutputFormat
from .image_to_image_request_template import ImageToImageRequestTemplate
from .image_to_model_request import ImageToModelRequest
from .image_to_model_request_compress import ImageToModelRequestCompress
from .image_to_model_request_geometry_quality import ImageToModelRequestGeometryQuality
from .image_to_model_request_orientation import ImageToModelRequestOrientation
from .image_to_model_request_texture_alignment import (
    ImageToModelRequestTextureAlignment,
)
from .image_to_model_request_texture_quality import ImageToModelRequestTextureQuality
from .image_to_multiview_request import ImageToMultiviewRequest
from .image_to_splat_request import ImageToSplatRequest
from .import_model_request import ImportModelRequest
from .list_tasks_reply import ListTasksReply
from .list_tasks_request import ListTasksRequest
from .mesh_complete_request import MeshCompleteRequest
from .mesh_complete_request_completion_mode import MeshCompleteRequestCompletionMode
from .mesh_decimate_request import MeshDecimateRequest
from .mesh_decimate_request_model import MeshDecimateRequestModel
from .mesh_segment_request import MeshSegmentRequest
from .mesh_segment_request_model import MeshSegmentRequestModel
from .mesh_segment_request_segmentation_granularity import (
    MeshSegmentRequestSegmentationGranularity,
)
from .mesh_smart_segment_request import MeshSmartSegmentRequest
from .mesh_uv_request import MeshUvRequest
from .multiview_images import MultiviewImages
from .multiview_to_model_request import MultiviewToModelRequest
from .multiview_to_model_request_compress import MultiviewToModelRequestCompress
from .multiview_to_model_request_geometry_quality import (
    MultiviewToModelRequestGeometryQuality,
)
from .multiview_to_model_request_orientation import MultiviewToModelRequestOrientation
from .multiview_to_model_request_texture_alignment import (
    MultiviewToModelRequestTextureAlignment,
)
from .multiview_to_model_request_texture_quality import (
    MultiviewToModelRequestTextureQuality,
)
from .presign_request import PresignRequest
from .presign_upload_reply import PresignUploadReply
from .presigned_upload import PresignedUpload
from .refine_model_request import RefineModelRequest
from .stylize_model_request import StylizeModelRequest
from .stylize_model_request_style import StylizeModelRequestStyle
from .task import Task
from .task_event import TaskEvent
from .task_event_type import TaskEventType
from .task_input import TaskInput
from .task_list import TaskList
from .task_list_tasks import TaskListTasks
from .task_output import TaskOutput
from .task_status import TaskStatus
from .text_to_image_request import TextToImageRequest
from .text_to_image_request_model import TextToImageRequestModel
from .text_to_image_request_output_format import TextToImageRequestOutputFormat
from .text_to_model_request import TextToModelRequest
from .text_to_model_request_compress import TextToModelRequestCompress
from .text_to_model_request_geometry_quality import TextToModelRequestGeometryQuality
from .text_to_model_request_texture_quality import TextToModelRequestTextureQuality
from .texture_model_request import TextureModelRequest
from .texture_model_request_compress import TextureModelRequestCompress
from .texture_model_request_model import TextureModelRequestModel
from .texture_model_request_texture_alignment import TextureModelRequestTextureAlignment
from .texture_model_request_texture_quality import TextureModelRequestTextureQuality
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
from .view_prompt_view import ViewPromptView

AnyTask: TypeAlias = Task
"""A task of any variant."""

__all__ = (
    "AnimationRetargetRequest",
    "AnimationRetargetRequestOutFormat",
    "AnimationRigCheckRequest",
    "AnimationRigRequest",
    "AnimationRigRequestModel",
    "AnimationRigRequestOutFormat",
    "AnimationRigRequestRigType",
    "AnimationRigRequestSpec",
    "AnyTask",
    "Balance",
    "BalanceEvent",
    "BalanceEventData",
    "ConvertModelRequest",
    "ConvertModelRequestExportOrientation",
    "ConvertModelRequestFbxPreset",
    "ConvertModelRequestFormat",
    "ConvertModelRequestTextureFormat",
    "CreateTaskReply",
    "CreateUploadCredentialsReply",
    "CreatedTask",
    "EditMultiviewRequest",
    "ErrorReply",
    "GenerationModel",
    "GetBalanceReply",
    "GetTaskReply",
    "GetTaskStep",
    "GetUsageReply",
    "ImageToDepthRequest",
    "ImageToDepthRequestKind",
    "ImageToImageRequest",
    "ImageToImageRequestModel",
    "ImageToImageRequestOutputFormat",
    "ImageToImageRequestTemplate",
    "ImageToModelRequest",
    "ImageToModelRequestCompress",
    "ImageToModelRequestGeometryQuality",
    "ImageToModelRequestOrientation",
    "ImageToModelRequestTextureAlignment",
    "ImageToModelRequestTextureQuality",
    "ImageToMultiviewRequest",
    "ImageToSplatRequest",
    "ImportModelRequest",
    "ListTasksReply",
    "ListTasksRequest",
    "MeshCompleteRequest",
    "MeshCompleteRequestCompletionMode",
    "MeshDecimateRequest",
    "MeshDecimateRequestModel",
    "MeshSegmentRequest",
    "MeshSegmentRequestModel",
    "MeshSegmentRequestSegmentationGranularity",
    "MeshSmartSegmentRequest",
    "MeshUvRequest",
    "MultiviewImages",
    "MultiviewToModelRequest",
    "MultiviewToModelRequestCompress",
    "MultiviewToModelRequestGeometryQuality",
    "MultiviewToModelRequestOrientation",
    "MultiviewToModelRequestTextureAlignment",
    "MultiviewToModelRequestTextureQuality",
    "PresignRequest",
    "PresignUploadReply",
    "PresignedUpload",
    "RefineModelRequest",
    "StylizeModelRequest",
    "StylizeModelRequestStyle",
    "Task",
    "TaskEvent",
    "TaskEventType",
    "TaskInput",
    "TaskList",
    "TaskListTasks",
    "TaskOutput",
    "TaskStatus",
    "TextToImageRequest",
    "TextToImageRequestModel",
    "TextToImageRequestOutputFormat",
    "TextToModelRequest",
    "TextToModelRequestCompress",
    "TextToModelRequestGeometryQuality",
    "TextToModelRequestTextureQuality",
    "TextureModelRequest",
    "TextureModelRequestCompress",
    "TextureModelRequestModel",
    "TextureModelRequestTextureAlignment",
    "TextureModelRequestTextureQuality",
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
    "ViewPromptView",
)
