import { describe, expect, it } from 'vitest'
import { connect } from './database.ts'

describe('an address that cannot be read', () => {
  it.each([
    'postgresql://postgres:s3cret/x@host:5432/postgres',
    'postgresql://postgres:s3cret%@host/postgres',
  ])('is not shown, since it has the password in it: %s', (address) => {
    let message = ''
    try {
      connect(address)
    } catch (error) {
      message = (error as Error).message
    }
    expect(message).toMatch(/^The address of the database cannot be read\. .* percent-encoded/)
    expect(message).not.toContain('s3cret')
  })

  it('is one of another kind of database', () => {
    expect(() => connect('mysql://root:s3cret@host/x')).toThrow(
      'The address of a database begins with postgresql://.',
    )
  })
})
