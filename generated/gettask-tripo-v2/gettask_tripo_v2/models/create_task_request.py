from __future__ import annotations

from typing import Annotated, TypeAlias

from .._annotations import Dispatch
from .animate_prerigcheck_request import AnimatePrerigcheckRequest
from .animate_retarget_request import AnimateRetargetRequest
from .animate_rig_request import AnimateRigRequest
from .convert_model_request import ConvertModelRequest
from .edit_multiview_image_request import EditMultiviewImageRequest
from .generate_image_request import GenerateImageRequest
from .generate_multiview_image_request import GenerateMultiviewImageRequest
from .highpoly_to_lowpoly_request import HighpolyToLowpolyRequest
from .image_to_model_request import ImageToModelRequest
from .import_model_request import ImportModelRequest
from .mesh_completion_request import MeshCompletionRequest
from .mesh_segmentation_request import MeshSegmentationRequest
from .multiview_to_model_request import MultiviewToModelRequest
from .refine_model_request import RefineModelRequest
from .stylize_model_request import StylizeModelRequest
from .text_to_image_request import TextToImageRequest
from .text_to_model_request import TextToModelRequest
from .texture_model_request import TextureModelRequest

CreateTaskRequest: TypeAlias = Annotated[
    TextToModelRequest
    | AnimatePrerigcheckRequest
    | AnimateRetargetRequest
    | AnimateRigRequest
    | ConvertModelRequest
    | EditMultiviewImageRequest
    | GenerateImageRequest
    | GenerateMultiviewImageRequest
    | HighpolyToLowpolyRequest
    | ImageToModelRequest
    | ImportModelRequest
    | MeshCompletionRequest
    | MeshSegmentationRequest
    | MultiviewToModelRequest
    | RefineModelRequest
    | StylizeModelRequest
    | TextToImageRequest
    | TextureModelRequest,
    Dispatch(
        properties=("type",),
    ),
]
"""One of these models."""
