import { expect, it, vi } from 'vitest'
import { appError, VersionConflictError } from '../errors.ts'
import { writeFields } from './write-fields.ts'

const row = { id: 'a', version: 1, name: 'Flat', status: 'active' as const, params: { value: 1 } }
const moved = { ...row, version: 2, name: 'Our flat', params: { value: 2 } }

it('archives a row that has moved on meanwhile, and keeps what changed in it', async () => {
  const update = vi
    .fn()
    .mockRejectedValueOnce(new VersionConflictError(moved))
    .mockImplementation(async ({ id, version, content }) => ({ id, version: version + 1, ...content }))
  expect(await writeFields({ row, fields: { status: 'archived' } }, update)).toEqual({
    ...moved,
    version: 3,
    status: 'archived',
  })
})

it('fails with what the server says when the row is gone', async () => {
  const update = vi.fn().mockRejectedValue(appError('not_found'))
  await expect(writeFields({ row, fields: { status: 'archived' } }, update)).rejects.toMatchObject({
    code: 'not_found',
  })
  expect(update).toHaveBeenCalledOnce()
})
