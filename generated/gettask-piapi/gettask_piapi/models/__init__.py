"""Contains all the data models used in inputs/outputs"""

from .ace_step_audio_2_audio_input import AceStepAudio2AudioInput
from .ace_step_audio_2_audio_request import AceStepAudio2AudioRequest
from .ace_step_echo import AceStepEcho
from .ace_step_edit_request import AceStepEditRequest
from .ace_step_edit_request_input import AceStepEditRequestInput
from .ace_step_edit_request_task_type import AceStepEditRequestTaskType
from .ace_step_output import AceStepOutput
from .ace_step_task import AceStepTask
from .ace_step_task_type import AceStepTaskType
from .ace_step_txt_2_audio_input import AceStepTxt2AudioInput
from .ace_step_txt_2_audio_request import AceStepTxt2AudioRequest
from .create_failed_reply import CreateFailedReply
from .create_task_reply import CreateTaskReply
from .error_reply import ErrorReply
from .get_task_reply import GetTaskReply
from .mmaudio_echo import MmaudioEcho
from .mmaudio_input import MmaudioInput
from .mmaudio_legacy_argument import MmaudioLegacyArgument
from .mmaudio_legacy_comment import MmaudioLegacyComment
from .mmaudio_legacy_comment_tags_item import MmaudioLegacyCommentTagsItem
from .mmaudio_legacy_cover import MmaudioLegacyCover
from .mmaudio_legacy_input import MmaudioLegacyInput
from .mmaudio_legacy_job import MmaudioLegacyJob
from .mmaudio_legacy_metadata import MmaudioLegacyMetadata
from .mmaudio_legacy_resource import MmaudioLegacyResource
from .mmaudio_legacy_task import MmaudioLegacyTask
from .mmaudio_legacy_task_info import MmaudioLegacyTaskInfo
from .mmaudio_legacy_work import MmaudioLegacyWork
from .mmaudio_output import MmaudioOutput
from .mmaudio_request import MmaudioRequest
from .mmaudio_task import MmaudioTask
from .refused_task import RefusedTask
from .refused_task_input_type_0 import RefusedTaskInputType0
from .refused_task_output_type_0 import RefusedTaskOutputType0
from .request_config import RequestConfig
from .request_config_service_mode import RequestConfigServiceMode
from .request_webhook import RequestWebhook
from .segment_echo import SegmentEcho
from .segment_input import SegmentInput
from .segment_output import SegmentOutput
from .segment_request import SegmentRequest
from .segment_task import SegmentTask
from .task_config import TaskConfig
from .task_detail_type_1 import TaskDetailType1
from .task_error import TaskError
from .task_logs_type_0_item_type_1 import TaskLogsType0ItemType1
from .task_meta import TaskMeta
from .task_status import TaskStatus
from .task_usage import TaskUsage
from .task_webhook_config import TaskWebhookConfig
from .unknown_task import UnknownTask

__all__ = (
    "AceStepAudio2AudioInput",
    "AceStepAudio2AudioRequest",
    "AceStepEcho",
    "AceStepEditRequest",
    "AceStepEditRequestInput",
    "AceStepEditRequestTaskType",
    "AceStepOutput",
    "AceStepTask",
    "AceStepTaskType",
    "AceStepTxt2AudioInput",
    "AceStepTxt2AudioRequest",
    "CreateFailedReply",
    "CreateTaskReply",
    "ErrorReply",
    "GetTaskReply",
    "MmaudioEcho",
    "MmaudioInput",
    "MmaudioLegacyArgument",
    "MmaudioLegacyComment",
    "MmaudioLegacyCommentTagsItem",
    "MmaudioLegacyCover",
    "MmaudioLegacyInput",
    "MmaudioLegacyJob",
    "MmaudioLegacyMetadata",
    "MmaudioLegacyResource",
    "MmaudioLegacyTask",
    "MmaudioLegacyTaskInfo",
    "MmaudioLegacyWork",
    "MmaudioOutput",
    "MmaudioRequest",
    "MmaudioTask",
    "RefusedTask",
    "RefusedTaskInputType0",
    "RefusedTaskOutputType0",
    "RequestConfig",
    "RequestConfigServiceMode",
    "RequestWebhook",
    "SegmentEcho",
    "SegmentInput",
    "SegmentOutput",
    "SegmentRequest",
    "SegmentTask",
    "TaskConfig",
    "TaskDetailType1",
    "TaskError",
    "TaskLogsType0ItemType1",
    "TaskMeta",
    "TaskStatus",
    "TaskUsage",
    "TaskWebhookConfig",
    "UnknownTask",
)
