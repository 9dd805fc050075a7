import { useMutation } from '@tanstack/react-query';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { beginProvider } from '../contract/index.ts';

interface ProviderButtonsProps {
  readonly providers: readonly { readonly provider: string; readonly label: string }[];
  readonly returnPath: string;
  /** ties the identity to the signed-in account */
  readonly links?: { readonly password: string | undefined };
}

/** Leaves for the provider; what comes back is handled by provider-return.page.tsx. */
export const ProviderButtons = ({ providers, returnPath, links }: ProviderButtonsProps) => {
  const begin = useMutation({
    mutationFn: (provider: string) => call(beginProvider, { params: { provider }, body: { returnPath, links: links !== undefined, password: links?.password } }),
    onSuccess: ({ address }) => window.location.assign(address),
  });
  return (
    <>
      {begin.error !== null && <ProblemNotice problem={asProblem(begin.error)} />}
      {providers.map((one) => (
        <BusyButton key={one.provider} busy={begin.isPending} onClick={() => begin.mutate(one.provider)} block>
          {links === undefined ? `用${one.label}登录` : `关联${one.label}（之后不再用本系统的密码）`}
        </BusyButton>
      ))}
    </>
  );
};
