"""Contains all the data models used in inputs/outputs"""

from .create_task_reply import CreateTaskReply
from .created_task import CreatedTask
from .edit_multiview_image_request import EditMultiviewImageRequest
from .error_reply import ErrorReply
from .file import File
from .generate_multiview_image_request import GenerateMultiviewImageRequest
from .get_task_reply import GetTaskReply
from .image_to_model_request import ImageToModelRequest
from .image_to_model_request_compress import ImageToModelRequestCompress
from .image_to_model_request_geometry_quality import ImageToModelRequestGeometryQuality
from .image_to_model_request_orientation import ImageToModelRequestOrientation
from .image_to_model_request_texture_alignment import (
    ImageToModelRequestTextureAlignment,
)
from .image_to_model_request_texture_quality import ImageToModelRequestTextureQuality
from .multiview_images import MultiviewImages
from .stored_object import StoredObject
from .task import Task
from .task_input import TaskInput
from .task_output import TaskOutput
from .task_result import TaskResult
from .task_status import TaskStatus
from .text_to_image_request import TextToImageRequest
from .text_to_model_request import TextToModelRequest
from .text_to_model_request_compress import TextToModelRequestCompress
from .text_to_model_request_geometry_quality import TextToModelRequestGeometryQuality
from .text_to_model_request_texture_quality import TextToModelRequestTextureQuality
from .view_prompt import ViewPrompt
from .view_prompt_view import ViewPromptView

__all__ = (
    "CreateTaskReply",
    "CreatedTask",
    "EditMultiviewImageRequest",
    "ErrorReply",
    "File",
    "GenerateMultiviewImageRequest",
    "GetTaskReply",
    "ImageToModelRequest",
    "ImageToModelRequestCompress",
    "ImageToModelRequestGeometryQuality",
    "ImageToModelRequestOrientation",
    "ImageToModelRequestTextureAlignment",
    "ImageToModelRequestTextureQuality",
    "MultiviewImages",
    "StoredObject",
    "Task",
    "TaskInput",
    "TaskOutput",
    "TaskResult",
    "TaskStatus",
    "TextToImageRequest",
    "TextToModelRequest",
    "TextToModelRequestCompress",
    "TextToModelRequestGeometryQuality",
    "TextToModelRequestTextureQuality",
    "ViewPrompt",
    "ViewPromptView",
)
