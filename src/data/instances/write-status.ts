import { contentOf } from '#domain/instances/content.ts'
import type { InstanceContent, InstanceStatus } from '#domain/instances/types.ts'
import { movedRow } from '../errors.ts'

type StatusRow = InstanceContent & { readonly id: string; readonly version: number }

export interface StatusChange<Row> {
  readonly row: Row
  readonly status: InstanceStatus
}

interface Update {
  readonly id: string
  readonly version: number
  readonly content: InstanceContent
}

/**
 * Archives a row or makes it active again, in reality or in a scenario. Only the status is written: on a row that has
 * moved on meanwhile it is written too, and whatever else changed there stays as it is.
 */
export async function writeStatus<Row extends StatusRow>(
  row: Row,
  status: InstanceStatus,
  update: (change: Update) => Promise<Row>,
): Promise<Row> {
  const write = (target: Row) =>
    update({ id: target.id, version: target.version, content: { ...contentOf(target), status } })
  try {
    return await write(row)
  } catch (error) {
    const moved = movedRow<Row>(error)
    if (moved === null) throw error
    return write(moved)
  }
}
