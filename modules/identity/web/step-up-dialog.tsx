import { Button } from 'antd';
import { useState } from 'react';
import { Dialog } from '#ui/dialog.tsx';
import { StepUpForm } from './step-up-form.tsx';

/** Second factor in the middle of work; what was refused can be tried again afterwards. */
export const StepUpDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const [isDone, setDone] = useState(false);
  return (
    <Dialog title="第二重验证" onClose={onClose} footer={<Button onClick={onClose}>{isDone ? '返回重试' : '取消'}</Button>}>
      {isDone ? <p role="status">验证通过。请关闭后重新提交刚才的操作。</p> : <StepUpForm onDone={() => setDone(true)} />}
    </Dialog>
  );
};
