import { Navigate } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense, useEffect, useMemo } from 'react';
import type { HomeCard } from '#kernel/web/web-module.ts';
import { useMe } from '#identity/web';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page, PageLoading } from '#ui/page.tsx';

interface HomePageProps {
  readonly cards: readonly HomeCard[];
  /** where somebody without an account is led */
  readonly openPage: string;
}

/** The first page: what each module has for the person at hand today. A list that is enough to start the day. */
export const HomePage = ({ cards, openPage }: HomePageProps) => {
  const { me, can } = useMe();
  const parts = useMemo(() => cards.map((card) => ({ ...card, Card: lazy(async () => ({ default: (await card.load()).Card })) as unknown as ComponentType })), [cards]);
  useEffect(() => {
    document.title = '今天 · 落实';
  }, []);
  if (me === undefined) return <PageLoading />;
  if (me === null) return <Navigate to={openPage as never} replace />;
  const shown = parts.filter(({ requires }) => requires === 'signed-in' || can(requires));
  return (
    <Page title="今天" note={me.displayName}>
      {shown.length === 0 && <EmptyState title="今天没有需要办理的事项" hint="从上方菜单进入各项工作。" />}
      <div className="home-cards">
        {shown.map(({ key, Card }) => (
          <Suspense key={key} fallback={<PageLoading />}>
            <Card />
          </Suspense>
        ))}
      </div>
    </Page>
  );
};
