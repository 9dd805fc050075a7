/** SQL that reads heads of definitions and observations as they stood at a past moment; the stored heads only know the present. */

/** The newest version of the definition known at the moment, as `d`; of an indicator `i` that was not there yet, no row. */
export const definitionKnownAt = (moment: string): string => `cross join lateral (
    select d.* from indicator.definition d where d.region_code = i.region_code and d.indicator_id = i.indicator_id and d.made_at <= ${moment} order by d.version desc limit 1) d`;

/** When an indicator `i` with definition `d` had changed last: its definition or a figure. */
export const changeKnownAt = (moment: string): string => `cross join lateral (
    select greatest(d.made_at, max(r.entered_at)) as updated_at from indicator.series s
    join indicator.revision r on r.region_code = s.region_code and r.series_id = s.series_id and r.entered_at <= ${moment}
    where s.region_code = i.region_code and s.indicator_id = i.indicator_id) u`;

/** Columns as of indicator.observation: newest revision with its state, effective revision, last change. */
export const observationsKnownAt = (moment: string): string => {
  const ofPeriod = (alias: string): string => `${alias}.region_code = b.region_code and ${alias}.series_id = b.series_id and ${alias}.period = b.period`;
  const lastAct = (revision: string): string => `select a.state_after from indicator.revision_act a
      where ${ofPeriod('a')} and a.revision = ${revision} and a.acted_at <= ${moment} order by a.ordinal desc limit 1`;
  return `(select b.region_code, b.series_id, b.period, h.revision as head_revision, h.state_after as head_state, e.revision as effective_revision, c.updated_at
    from indicator.observation b
    cross join lateral (select r.revision, (${lastAct('r.revision')}) as state_after from indicator.revision r
      where ${ofPeriod('r')} and r.entered_at <= ${moment} order by r.revision desc limit 1) h
    cross join lateral (select max(r.revision) as revision from indicator.revision r where ${ofPeriod('r')} and (${lastAct('r.revision')}) in ('approved', 'locked')) e
    cross join lateral (select max(a.acted_at) as updated_at from indicator.revision_act a where ${ofPeriod('a')} and a.acted_at <= ${moment}) c
    where b.region_code = $1)`;
};
