import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { signInHere } from './sign-in-paths.ts';

const StepUpDialog = lazy(async () => ({ default: (await import('./step-up-dialog.tsx')).StepUpDialog }));

const StepUpButton = () => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        现在验证
      </Button>
      {isOpen && (
        <Suspense>
          <StepUpDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};

/** What a refusal about sign-in offers on the spot: sign in and come back, or give the second factor and try again. */
export const signInHelp = (code: string): ReactNode => {
  if (code === 'access.not_signed_in') return <a href={`/console${signInHere()}`}>去登录</a>;
  return code === 'access.second_factor' ? <StepUpButton /> : null;
};
