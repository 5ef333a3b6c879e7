import { contentFromFields, fieldsOfContent } from '#domain/instances/content.ts'
import type { InstanceContent, InstanceStatus, Scalar } from '#domain/instances/types.ts'
import { movedRow } from '../errors.ts'

type ContentRow = InstanceContent & { readonly id: string; readonly version: number }

/** By `name`, `status` or `params.<key>`; null leaves nothing stored. */
type FieldValues = Readonly<Record<string, Scalar | null>>

export interface FieldsChange<Row> {
  readonly row: Row
  readonly fields: FieldValues
}

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
 * Writes some fields of a row and nothing else, in reality or in a scenario: such as its status. On a row that has moved on
 * meanwhile they are written too, and whatever else changed there stays as it is.
 */
export async function writeFields<Row extends ContentRow>(
  { row, fields }: FieldsChange<Row>,
  update: (change: Update) => Promise<Row>,
): Promise<Row> {
  const write = (target: Row) => {
    const content = contentFromFields({ ...fieldsOfContent(target), ...fields })
    return update({ id: target.id, version: target.version, content })
  }
  try {
    return await write(row)
  } catch (error) {
    const moved = movedRow<Row>(error)
    if (moved === null) throw error
    return write(moved)
  }
}
