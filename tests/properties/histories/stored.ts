/** What the database holds of a user, in the words of the model. */
import type postgres from 'postgres'
import type { Content } from './model/content.ts'
import type { Copy, Item } from './model/rows.ts'

/** A field of a plan, as answers and records have it. */
export interface StoredField {
  field: string
  outcome: string
}

export interface Stored {
  instances: { id: string; lineage: string; content: Content }[]
  scenarios: object[]
  copies: Copy[]
  applications: { id: string }[]
  items: (Item & { application: string; fields: StoredField[] })[]
}

export async function stored(sql: postgres.Sql, userId: string): Promise<Stored> {
  const [row] = await sql`
    select
      (select coalesce(json_agg(json_build_object('id', id, 'lineage', lineage_id, 'version', version,
        'isDeleted', deleted_at is not null, 'content', json_build_object('name', name, 'status', status, 'params', params))), '[]')
        from public.instances where user_id = ${userId}) as instances,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'isPrimary', is_primary, 'isDeleted', deleted_at is not null)), '[]')
        from public.scenarios where user_id = ${userId}) as scenarios,
      (select coalesce(json_agg(json_build_object('id', id, 'scenario', scenario_id, 'lineage', lineage_id,
        'source', source_instance_id, 'base', base, 'baseVersion', base_version, 'agreed', agreed_fields,
        'isDeleted', deleted_at is not null, 'content', json_build_object('name', name, 'status', status, 'params', params))
        order by created_at, id), '[]')
        from public.scenario_instances where user_id = ${userId}) as copies,
      (select coalesce(json_agg(json_build_object('id', id, 'scenario', scenario_id, 'operation', operation, 'status', status,
        'isStale', stale, 'total', items_total, 'applied', items_applied, 'conflicts', conflict_count, 'left', fields_left,
        'reverts', reverted_application_id)), '[]')
        from public.scenario_applications where user_id = ${userId}) as applications,
      (select coalesce(json_agg(json_build_object('application', application_id, 'copy', scenario_instance_id,
        'instance', instance_id, 'action', action, 'before', before, 'after', after, 'beforeVersion', before_version,
        'afterVersion', after_version, 'fields', fields)), '[]')
        from public.scenario_application_items where user_id = ${userId}) as items`
  return row as unknown as Stored
}
