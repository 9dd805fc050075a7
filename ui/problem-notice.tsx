import { Alert, Button } from 'antd';
import { useContext } from 'react';
import type { ProblemError } from '#kernel/web/problem-error.ts';
import { ProblemHelp } from './problem-help.ts';

interface ProblemNoticeProps {
  readonly problem: ProblemError;
  readonly onRetry?: () => void;
  readonly onClose?: () => void;
}

/** The one place where an error is shown: title, the server's own sentence as it is, the fields, the request number. */
export const ProblemNotice = ({ problem, onRetry, onClose }: ProblemNoticeProps) => {
  const helpFor = useContext(ProblemHelp);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="problem"
      className="problem-notice"
      title={problem.problem.title}
      {...(onClose === undefined ? {} : { closable: { onClose, 'aria-label': '关闭提示' } })}
      action={
        onRetry === undefined ? undefined : (
          <Button size="small" onClick={onRetry}>
            重试
          </Button>
        )
      }
      description={
        <>
          <p>{problem.message}</p>
          {problem.fields.length > 0 && (
            <ul>
              {problem.fields.map((field) => (
                <li key={`${field.path}${field.message}`}>
                  {field.label}：{field.message}
                </li>
              ))}
            </ul>
          )}
          {helpFor(problem.code)}
          {problem.problem.requestId !== '' && <p className="problem-request">请求编号 {problem.problem.requestId}（向管理员反映时请附上）</p>}
        </>
      }
    />
  );
};
