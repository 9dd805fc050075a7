import type { Client } from 'pg';

/**
 * The rules of the database (architecture, section 6) as queries on pg_catalog. Each gives one row per violation:
 * `what` names the object. A rule that sees nothing because it looks at nothing would be worthless, so the test
 * plants one violation per rule.
 */
export type SchemaRule = { readonly name: string; readonly sql: string };

/** Own tables: everything outside PostgreSQL's schemas and those of libraries. `kind` comes from the table's comment. */
const TABLES = `with tables as (
  select c.oid, n.nspname || '.' || c.relname as name, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relowner,
    substring(obj_description(c.oid, 'pg_class') from '^kind=([a-z]+); retention=[^;]+$') as kind
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition
    and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')
), columns as (
  select t.oid, t.name || '.' || a.attname as name, t.name as table_name, t.kind, a.attname, a.attnum, a.atttypid, a.attcollation, a.attidentity, a.attnotnull,
    coalesce(nullif(y.typbasetype, 0), y.oid) as base, y.typname, y.typtype, col_description(t.oid, a.attnum) as note,
    (select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d where d.adrelid = t.oid and d.adnum = a.attnum) as preset
  from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    join pg_type y on y.oid = a.atttypid
)`;

const FIRST_COLUMN = `(select a.attname from pg_attribute a where a.attrelid = t.oid and a.attnum = i.indkey[0])`;

export const schemaRules: readonly SchemaRule[] = [
  { name: '每张表有 kind 与 retention 注释', sql: `${TABLES} select name as what from tables where kind is null or kind not in ('regional', 'reference', 'node')` },
  {
    name: '文本与 jsonb 列有 class 与 retention 注释',
    sql: `${TABLES} select name as what from columns where base in ('text'::regtype, 'jsonb'::regtype)
      and coalesce(note, '') !~ '^class=(open|internal|personal); retention=[^;]+$'`,
  },
  {
    name: '分区域的表第一列是 region_code text collate "C" not null',
    sql: `${TABLES} select t.name as what from tables t where t.kind = 'regional' and not exists (
      select from columns c where c.oid = t.oid and c.attname = 'region_code' and c.attnum = 1 and c.attnotnull
        and c.atttypid = 'text'::regtype and c.attcollation = (select oid from pg_collation where collname = 'C' and collnamespace = 'pg_catalog'::regnamespace))`,
  },
  { name: '带 region_code 的表都标为 regional', sql: `${TABLES} select name as what from columns where attname = 'region_code' and kind is distinct from 'regional'` },
  { name: '每张表有主键', sql: `${TABLES} select t.name as what from tables t where not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p')` },
  {
    name: '分区域的表的每个索引以 region_code 开头',
    sql: `${TABLES} select t.name || ' ' || x.relname as what from tables t join pg_index i on i.indrelid = t.oid join pg_class x on x.oid = i.indexrelid
      join pg_am m on m.oid = x.relam where t.kind = 'regional' and m.amname = 'btree' and ${FIRST_COLUMN} is distinct from 'region_code'`,
  },
  {
    name: '分区域的表之间的外键以 region_code 开头',
    sql: `${TABLES} select t.name || ' ' || k.conname as what from tables t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
      join tables f on f.oid = k.confrelid where t.kind = 'regional' and f.kind = 'regional'
      and (select a.attname from pg_attribute a where a.attrelid = t.oid and a.attnum = k.conkey[1]) is distinct from 'region_code'`,
  },
  {
    name: '参照表不指向分区域的表',
    sql: `${TABLES} select t.name || ' ' || k.conname as what from tables t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
      join tables f on f.oid = k.confrelid where t.kind <> 'regional' and f.kind = 'regional'`,
  },
  {
    name: '外键不级联、不置空',
    sql: `${TABLES} select t.name || ' ' || k.conname as what from tables t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
      where k.confdeltype not in ('a', 'r') or k.confupdtype not in ('a', 'r')`,
  },
  {
    name: '外键的列有索引',
    sql: `${TABLES} select t.name || ' ' || k.conname as what from tables t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
      where not exists (select from pg_index i where i.indrelid = t.oid and i.indpred is null
        and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
  },
  {
    name: '不用禁止的类型',
    sql: `${TABLES} select name || ' ' || typname as what from columns where typtype = 'e' or base in ('real'::regtype, 'double precision'::regtype, 'money'::regtype,
      'json'::regtype, 'timestamp'::regtype, 'time'::regtype, 'bpchar'::regtype, 'varchar'::regtype, 'numeric'::regtype) and typname <> 'quantity'`,
  },
  {
    name: '没有 serial、identity 和序列',
    sql: `${TABLES} select name as what from columns where attidentity <> '' or preset ~ 'nextval' union all
      select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and n.nspname !~ '^pg_' and n.nspname <> 'graphile_worker'`,
  },
  {
    name: '分区域的表强制行级安全，且只有唯一一种写法的策略',
    sql: `${TABLES}, wall as (select $$(region_code = ANY (string_to_array(current_setting('app.regions'::text, true), ','::text)))$$ as form)
      select t.name as what from tables t, wall where t.kind = 'regional' and not (t.relrowsecurity and t.relforcerowsecurity
        and (select count(*) = 1 and bool_and(p.polcmd = '*' and p.polpermissive and p.polroles = '{0}'
              and pg_get_expr(p.polqual, p.polrelid) = wall.form
              and coalesce(pg_get_expr(p.polwithcheck, p.polrelid), wall.form) = wall.form)
            from pg_policy p where p.polrelid = t.oid))`,
  },
  {
    name: '日期列名以 _on 结尾，时刻列名以 _at 结尾',
    sql: `${TABLES} select name as what from columns
      where (base = 'date'::regtype and attname !~ '_on$') or (base = 'timestamptz'::regtype and attname !~ '_at$')`,
  },
  {
    name: '触发器只有拒绝修改的守卫',
    sql: `${TABLES} select t.name || ' ' || g.tgname as what from tables t join pg_trigger g on g.tgrelid = t.oid
      where not g.tgisinternal and g.tgfoid <> to_regprocedure('kernel.refuse_change()')`,
  },
  {
    name: '视图按调用者的权限执行',
    sql: `select n.nspname || '.' || c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')
        and not coalesce('security_invoker=true' = any (c.reloptions) or 'security_invoker=on' = any (c.reloptions), false)`,
  },
  { name: '表属于 luoshi_owner', sql: `${TABLES} select t.name as what from tables t where pg_get_userbyid(t.relowner) <> 'luoshi_owner'` },
  {
    name: '应用角色对只增表只有查询和插入权限，对任何表没有清空、触发器、外键权限',
    sql: `${TABLES} select t.name || ' ' || p.right_name as what from tables t
      cross join lateral (values ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('TRIGGER'), ('REFERENCES')) p (right_name)
      where has_table_privilege('luoshi_app', t.oid, p.right_name) and (p.right_name in ('TRUNCATE', 'TRIGGER', 'REFERENCES') or exists (
        select from pg_trigger g where g.tgrelid = t.oid and g.tgfoid = to_regprocedure('kernel.refuse_change()')))`,
  },
  { name: '只用许可的扩展', sql: `select extname as what from pg_extension where extname not in ('plpgsql', 'pg_trgm', 'btree_gist', 'btree_gin')` },
  { name: 'public 模式里没有表', sql: `${TABLES} select name as what from tables where name like 'public.%'` },
];

/** Every violation as `rule: object`. */
export async function findViolations(client: Client): Promise<string[]> {
  const found: string[] = [];
  for (const rule of schemaRules) {
    const { rows } = await client.query<{ what: string }>(rule.sql);
    found.push(...rows.map((row) => `${rule.name}：${row.what}`));
  }
  return found;
}
