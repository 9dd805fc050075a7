import { deviceMoment } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { ActDialog, type ActField, type ActValues } from '#supervision/web';
import { actOnInspection, type InspectionAct, type InspectionDetails, inspectionVerdictLabel, inspectionVerdicts } from '../contract/index.ts';
import { useOffline } from './use-offline.ts';

export interface PendingAct {
  readonly action: InspectionAct;
  readonly label: string;
}

const note = (label = '说明', hint?: string): ActField => ({ name: 'note', label, kind: 'note', ...(hint === undefined ? {} : { hint }) });
const due: ActField = { name: 'dueOn', label: '整改期限', kind: 'day', hint: '工作日；不填按整改工作日参数推算' };

const teamFields = ({ members }: InspectionDetails): readonly ActField[] => {
  const active = members.filter(({ state }) => state === 'active');
  return [0, 1, 2, 3].map((index) => ({ name: `member${index}`, label: `检查组成员${'一二三四'[index]}`, kind: 'person' as const, initial: active[index]?.userId ?? '' }));
};

/** What each act asks for. */
const fieldsOf = (one: InspectionDetails, action: InspectionAct): readonly ActField[] => {
  switch (action) {
    case 'reschedule':
      return [
        { name: 'plannedOn', label: '检查日', kind: 'day', initial: one.plannedOn },
        ...teamFields(one),
        note('理由'),
        { name: 'exceedReason', label: '超限理由', kind: 'text', hint: '超过次数上限时由办公室主任填写' },
      ];
    case 'recuse':
      return [note('回避理由', '写明与被查单位的关系')];
    case 'arrive':
      return [{ name: 'place', label: '地点', kind: 'text', hint: '实际到达的地点' }, note()];
    case 'conclude':
      return [
        { name: 'verdict', label: '认定', kind: 'choice', options: inspectionVerdicts.map((value) => ({ value, label: inspectionVerdictLabel[value] })) },
        note('依据', '不实的将撤回该单位自报证据，并立红色警示单待审定'),
      ];
    case 'demand':
      return [due, note('整改要求')];
    case 'recheck-fail':
      return [due, note('不通过的理由')];
    case 'rectified':
      return [note('整改情况', '先在「整改佐证」里上传照片或文件')];
    case 'correct':
      return [note('更正理由', '由原认定产生的证据一并撤回')];
    default:
      return [note()];
  }
};

const inputOf = (one: InspectionDetails, action: InspectionAct, { member0, member1, member2, member3, ...values }: ActValues) => ({
  params: { inspectionId: one.inspectionId },
  body: {
    ...values,
    action,
    revision: one.revision,
    ...(action === 'reschedule' ? { team: [member0, member1, member2, member3].filter((userId) => userId !== undefined) } : {}),
    ...(action === 'arrive' ? { arrivedAt: deviceMoment() } : {}),
  } as never,
});

interface ActProps {
  readonly one: InspectionDetails;
  readonly act: PendingAct;
  readonly onClose: () => void;
}

export const InspectionActDialog = ({ one, act, onClose }: ActProps) => {
  const save = useWrite(actOnInspection, onClose);
  const arrival = useOffline(actOnInspection, onClose);
  const isArrival = act.action === 'arrive';
  const error = isArrival ? arrival.error : save.error;
  return (
    <ActDialog
      title={act.label}
      confirm={act.label}
      fields={fieldsOf(one, act.action)}
      busy={save.isPending || arrival.isPending}
      problem={error === null ? null : asProblem(error)}
      onClose={onClose}
      onSubmit={(values) =>
        isArrival ? arrival.mutate({ label: `到场：${one.subject}`, input: inputOf(one, act.action, values) }) : save.mutate(inputOf(one, act.action, values))
      }
    />
  );
};
