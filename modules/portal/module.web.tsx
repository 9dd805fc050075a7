import type { AnswerBoardPage } from '#answer/contract';
import type { PortalPage } from '#plan/contract';
import type { AnnouncementsPage } from '#supervision/contract';
import { AnnouncementsView } from './web/announcements.page.tsx';
import { AnswerBoardView } from './web/answer-board.page.tsx';
import { PlanListView } from './web/plan-list.page.tsx';
import { PlanTextView } from './web/plan-text.page.tsx';
import { type PortalAssets, PortalFrame } from './web/portal-frame.tsx';
import { ProblemView } from './web/problem.page.tsx';

export type PageInput = (PortalPage | AnswerBoardPage | AnnouncementsPage) & { readonly url: string };

interface PortalDocumentProps {
  readonly input: PageInput;
  readonly assets: PortalAssets;
}

const pathOf = (url: string): string => url.split('?')[0] ?? url;

/** The whole HTML document of a public page. */
export const PortalDocument = ({ input, assets }: PortalDocumentProps) => {
  switch (input.page) {
    case 'plan-list':
      return (
        <PortalFrame assets={assets} title="公开的规划与方案" consolePath="/plans">
          <PlanListView data={input.data} />
        </PortalFrame>
      );
    case 'plan-text':
      return (
        <PortalFrame assets={assets} title={input.data.plan.title} consolePath={`/plans/${input.data.plan.planId}/versions/${input.data.version.versionId}`}>
          <PlanTextView data={input.data} path={pathOf(input.url)} />
        </PortalFrame>
      );
    case 'answer-board':
      return (
        <PortalFrame assets={assets} title={`${input.data.board.planTitle}应答情况`} consolePath={`/answers?planId=${input.data.board.planId}`} origin="records">
          <AnswerBoardView data={input.data} path={pathOf(input.url)} />
        </PortalFrame>
      );
    case 'announcements':
      return (
        <PortalFrame assets={assets} title="办结结果公示" consolePath="/orders" origin="notices">
          <AnnouncementsView data={input.data} />
        </PortalFrame>
      );
    case 'problem':
      return (
        <PortalFrame assets={assets} title={input.data.title} consolePath="/plans">
          <ProblemView data={input.data} />
        </PortalFrame>
      );
  }
};
