import type { Reply } from '#kernel/endpoint.ts';
import type { previewGrant } from '../contract/index.ts';
import { reachedName } from './grant-words.ts';

const shownOrgs = 12;

const Reached = ({ orgs }: { readonly orgs: Reply<typeof previewGrant>['orgs'] }) => {
  if (orgs === null) return <p>范围：全部单位。</p>;
  const names = orgs.slice(0, shownOrgs).map(reachedName);
  return (
    <p>
      范围：{names.join('、')}
      {orgs.length > shownOrgs ? `等${orgs.length}个单位` : ''}。
    </p>
  );
};

/** What stands in the way of a grant, and what the person could do with it. */
export const GrantPreview = ({ preview }: { readonly preview: Reply<typeof previewGrant> }) => (
  <section className="trial" aria-label="授权预览" aria-live="polite">
    {preview.faults.length > 0 ? (
      <>
        <p className="warning">还不能授权：</p>
        <ul>
          {preview.faults.map(({ code, reason }) => (
            <li key={code}>{reason}</li>
          ))}
        </ul>
        <p>改正并授权后，这个人能够：</p>
      </>
    ) : (
      <p>可以授权。授权后这个人能够：</p>
    )}
    <ul>
      {preview.permissions.map(({ permission, label, needsSecondFactor, isNew }) => (
        <li key={permission}>
          {label}
          {isNew ? '（新增）' : '（已有）'}
          {needsSecondFactor && '，需第二重验证'}
        </li>
      ))}
    </ul>
    {preview.permissions.length === 0 && <p>这个角色目前没有对应的功能。</p>}
    <Reached orgs={preview.orgs} />
  </section>
);
