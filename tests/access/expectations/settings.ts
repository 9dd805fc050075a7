import type { Role } from '#identity/contract';
import { gpsJpeg } from '../../harness/sample-pictures.ts';
import { multipart } from '../open-app.ts';
import { expectations } from './expectation.ts';
import type { MatrixBase } from './expectation.ts';

/**
 * Parameters, working calendar and duties are rules for everybody who works here; setting them belongs to the head of the
 * office (the calendar also to the system administrator). An inbox is everybody's own.
 */
interface SettingsFacts {
  readonly code: string;
  readonly value: unknown;
}

async function prepare(base: MatrixBase): Promise<SettingsFacts> {
  const { items } = (await base.as('office_director', '/api/parameters')).json() as { items: { code: string; current: { value: unknown } | null }[] };
  const found = items.find(({ current }) => current !== null);
  return { code: found?.code ?? '', value: found?.current?.value };
}

const dayOf = (nth: number): string => `${2031 + Math.floor(nth / 28)}-03-${String((nth % 28) + 1).padStart(2, '0')}`;
const newValue = ({ value }: SettingsFacts, nth: number) => ({ level: 'county', from: dayOf(nth), to: dayOf(nth), value, source: { document: '试验文件' }, reason: '测试' });
const notice = (nth: number) =>
  multipart(
    { year: '2033', documentNo: `试发〔2032〕${nth + 1}号`, title: '关于2033年放假的试验通知', publishedOn: '2032-11-01' },
    { name: 'a.csv', bytes: '日期,安排,名称\n2033-01-03,放假,元旦\n' },
  );
const span = '?from=2026-01-01&to=2026-12-31';
/** Posts that owe a duty which no act of the product fulfils. */
const dutyOwners: readonly Role[] = ['office_director', 'dispatcher', 'assessor', 'data_reviewer', 'invest_group', 'team', 'park', 'township'];
const place = { code: 'D99', period: '2026-11' };

export const settingsExpectations = expectations<SettingsFacts>({
  module: 'settings',
  prepare,
  routes: {
    'GET /api/parameters': { may: 'signed-in', done: 200 },
    'GET /api/parameters/export': { may: 'signed-in', done: 200 },
    'GET /api/parameters/:code': { may: 'signed-in', done: 200, request: ({ code }) => ({ params: { code } }) },
    'POST /api/parameters/:code/previews': {
      may: ['office_director'],
      secondFactor: true,
      done: 200,
      request: (facts, nth) => ({ params: { code: facts.code }, json: newValue(facts, nth) }),
    },
    'POST /api/parameters/:code/values': {
      may: ['office_director'],
      secondFactor: true,
      done: [200, 'param.overlap'],
      request: (facts, nth) => ({ params: { code: facts.code }, json: newValue(facts, nth) }),
    },
    'GET /api/working-calendar': { may: 'signed-in', done: 200 },
    'POST /api/working-calendar/previews': { may: ['office_director', 'system_admin'], secondFactor: true, done: 200, request: (_facts, nth) => ({ form: notice(nth) }) },
    'POST /api/working-calendar/imports': {
      may: ['office_director', 'system_admin'],
      secondFactor: true,
      done: [200, 'settings.notice_known'],
      request: (_facts, nth) => ({ form: notice(nth) }),
    },
    'GET /api/duties': { may: 'signed-in', done: 200, request: () => ({ query: span }) },
    'GET /api/duties/export': { may: 'signed-in', done: 200, request: () => ({ query: `${span}&format=ics` }) },
    'POST /api/duties/:code/:period/completions': {
      may: dutyOwners,
      done: 'duty.not_found',
      request: () => ({ params: place, json: { documentNo: '试发〔2026〕1号', doneOn: '2026-11-01', expectedRevision: 1 } }),
    },
    'POST /api/duties/:code/:period/completions/ends': { may: dutyOwners, done: 'duty.not_found', request: () => ({ params: place, json: { reason: '登记错了' } }) },
    'POST /api/duties/:code/:period/exemptions': {
      may: ['office_director'],
      secondFactor: true,
      done: 'duty.not_found',
      request: () => ({ params: place, json: { reason: '测试', expectedRevision: 1 } }),
    },
    'POST /api/duties/:code/:period/exemptions/ends': {
      may: ['office_director'],
      secondFactor: true,
      done: 'duty.not_found',
      request: () => ({ params: place, json: { reason: '测试' } }),
    },
    'POST /api/files': { may: 'signed-in', done: 200, request: (_facts, nth) => ({ form: multipart({ purpose: 'photo' }, { name: 'a.jpg', bytes: gpsJpeg(nth) }) }) },
    'GET /api/files/:fileId': { may: 'signed-in', done: 'upload.not_found', request: () => ({ params: { fileId: '01900000-0000-7000-8000-0000000000ff' } }) },
    'GET /api/inbox': { may: 'signed-in', done: 200 },
    'GET /api/inbox/count': { may: 'signed-in', done: 200 },
    'POST /api/inbox/reads': { may: 'signed-in', done: 200, request: () => ({ json: {} }) },
    'GET /api/inbox/preferences': { may: 'signed-in', done: 200 },
    'PUT /api/inbox/preferences': { may: 'signed-in', done: 200, request: () => ({ json: { email: { address: 'a@example.gov.cn', mode: 'all' } } }) },
  },
});
