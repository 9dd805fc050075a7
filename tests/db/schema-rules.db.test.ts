import { describe, expect, test } from 'vitest';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { findViolations, schemaRules } from './schema-rules.ts';

const database = databaseForFile();

const GOOD = `create table planted.t (region_code text collate "C" not null, id uuid not null, label text,
    constraint t_pkey primary key (region_code, id));
  comment on table planted.t is 'kind=regional; retention=5y';
  comment on column planted.t.region_code is 'class=open; retention=5y';
  comment on column planted.t.label is 'class=open; retention=5y';
  alter table planted.t enable row level security; alter table planted.t force row level security;
  create policy wall on planted.t using (region_code = any (string_to_array(current_setting('app.regions', true), ',')));`;

/** One breach per rule, made on the well-formed table above. */
const PLANTED: Readonly<Record<string, string>> = {
  '每张表有 kind 与 retention 注释': `comment on table planted.t is 'kind=regional'`,
  '文本与 jsonb 列有 class 与 retention 注释': `comment on column planted.t.label is 'class=secret; retention=5y'`,
  '分区域的表第一列是 region_code text collate "C" not null': 'drop policy wall on planted.t; alter table planted.t alter region_code type text collate "zh-x-icu"',
  '带 region_code 的表都标为 regional': `comment on table planted.t is 'kind=node; retention=5y'`,
  每张表有主键: 'alter table planted.t drop constraint t_pkey',
  '分区域的表的每个索引以 region_code 开头': 'create index i on planted.t (label, region_code)',
  '分区域的表之间的外键以 region_code 开头': `alter table planted.t add other uuid; alter table planted.t add foreign key (other, region_code) references planted.t (id, region_code)`,
  参照表不指向分区域的表: `create table planted.r (a text collate "C", b uuid primary key, foreign key (a, b) references planted.t);
    comment on table planted.r is 'kind=reference; retention=5y'`,
  '外键不级联、不置空': 'alter table planted.t add parent uuid; alter table planted.t add foreign key (region_code, parent) references planted.t on delete cascade',
  外键的列有索引: 'alter table planted.t add parent uuid; alter table planted.t add foreign key (region_code, parent) references planted.t',
  不用禁止的类型: 'alter table planted.t add share double precision',
  '没有 serial、identity 和序列': 'alter table planted.t add n int generated always as identity',
  '分区域的表强制行级安全，且只有唯一一种写法的策略': 'create policy open on planted.t using (true)',
  '日期列名以 _on 结尾，时刻列名以 _at 结尾': 'alter table planted.t add due date',
  触发器只有拒绝修改的守卫: `create function planted.f() returns trigger language plpgsql as 'begin return new; end';
    create trigger g before insert on planted.t for each row execute function planted.f()`,
  视图按调用者的权限执行: 'create view planted.v as select * from planted.t',
  '表属于 luoshi_owner': 'alter table planted.t owner to current_user',
  '应用角色对只增表只有查询和插入权限，对任何表没有清空、触发器、外键权限': 'grant update on kernel.event to luoshi_app',
  只用许可的扩展: 'create extension citext',
  'public 模式里没有表': 'create table public.t (a uuid primary key)',
};

describe('数据库规则', () => {
  test('迁移后的数据库没有一处违反', async () => {
    expect(await withConnection(database().adminUrl, findViolations)).toEqual([]);
  });

  test('规则看得到表：至少有事件的两张表在检查范围内', async () => {
    const { rows } = await withConnection(database().adminUrl, (client) =>
      client.query(`select count(*)::int as n from pg_class where obj_description(oid, 'pg_class') ~ '^kind=regional; retention='`),
    );
    expect(rows[0].n).toBeGreaterThanOrEqual(2);
  });

  test('每条规则都有一处故意的违反', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(schemaRules.map((rule) => rule.name).sort());
  });

  test.each(schemaRules.map((rule) => [rule.name]))('故意违反「%s」会被发现', async (name) => {
    const found = await withConnection(database().adminUrl, async (client) => {
      await client.query('begin; create schema planted authorization luoshi_owner; set local role luoshi_owner');
      await client.query(GOOD);
      await client.query('reset role');
      expect(await findViolations(client)).toEqual([]);
      await client.query(PLANTED[name] ?? '');
      const violations = await findViolations(client);
      await client.query('rollback');
      return violations;
    });
    expect(found.filter((line) => line.startsWith(`${name}：`))).not.toEqual([]);
  });
});
