import { AuthApiError, AuthRetryableFetchError } from '@supabase/supabase-js'
import { describe, expect, it } from 'vitest'
import {
  AppError,
  appError,
  isTurnedAway,
  isUnanswered,
  mayBeCarriedOut,
  movedRow,
  toAppError,
  VersionConflictError,
} from './errors.ts'

describe('toAppError', () => {
  it.each([
    ['PT400', 'bad_request'],
    ['PT401', 'signed_out'],
    ['PT403', 'forbidden'],
    ['PT404', 'not_found'],
    ['PT409', 'conflict'],
    ['PT422', 'invalid'],
    ['PT503', 'busy'],
    ['23505', 'conflict'],
    ['23514', 'invalid'],
    ['22P02', 'invalid'],
    ['40001', 'busy'],
    ['57014', 'busy'],
    ['42501', 'forbidden'],
    ['PGRST116', 'not_found'],
    ['PGRST200', 'outdated'],
    ['PGRST202', 'outdated'],
    ['PGRST204', 'outdated'],
    ['PGRST205', 'outdated'],
    ['PGRST301', 'signed_out'],
    ['SUP', 'unexpected'],
  ])('classifies server code %s as %s', (code, expected) => {
    expect(toAppError({ code, message: 'x' }, 400).code).toBe(expected)
  })

  it('keeps the words and the parsed detail of an error that the database raised for people', () => {
    const error = toAppError(
      {
        code: 'PT422',
        message: 'The value is too large.',
        details: '{"field":"params.value"}',
        hint: 'Enter less.',
      },
      422,
    )
    expect(error).toMatchObject({
      message: 'The value is too large.',
      hint: 'Enter less.',
      detail: { field: 'params.value' },
    })
  })

  it("never shows people PostgreSQL's own words", () => {
    const error = toAppError(
      { code: '23505', message: 'duplicate key value violates unique constraint' },
      409,
    )
    expect(error.message).not.toMatch(/constraint/)
  })

  it('keeps a detail that is not JSON as it is', () => {
    expect(toAppError({ code: 'PT400', message: 'x', details: 'row 3' }).detail).toBe('row 3')
  })

  it.each([
    ['Chromium', new TypeError('Failed to fetch')],
    ['Firefox', new TypeError('NetworkError when attempting to fetch resource.')],
    ['Safari', new TypeError('Load failed')],
    ['Node', new TypeError('fetch failed')],
    ['the auth client', new AuthRetryableFetchError('x', 0)],
    ['PostgREST client', { message: 'TypeError: Failed to fetch', details: '', hint: '', code: '' }],
  ])('calls an unreachable server offline in the form of %s', (_name, error) => {
    expect(toAppError(error, 0).code).toBe('offline')
  })

  it('words a wrong password for people', () => {
    const error = toAppError(new AuthApiError('Invalid login credentials', 400, 'invalid_credentials'))
    expect(error).toMatchObject({ code: 'invalid', message: 'E-mail or password is wrong.' })
  })

  describe('a page of a gateway in place of an answer', () => {
    const page = { message: '<html><title>Bad gateway</title></html>', details: '', hint: '' }

    it.each([408, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530])(
      '(%i) does not know what became of a write',
      (status) => {
        const error = toAppError(page, status, 'apply_scenario')
        expect(error.code).toBe('busy')
        expect(error.message).toBe(
          'The server did not answer, so it is not known whether this was carried out.',
        )
        expect(error.hint).toBe('Look whether it was, then try again.')
      },
    )

    it('leaves nothing to be in doubt about when something was only read', () => {
      const error = toAppError(page, 504, 'select instances')
      expect(error).toMatchObject({ code: 'busy', message: 'The server did not answer in time.' })
    })

    it('is in doubt when it is not known what was asked', () => {
      expect(toAppError(page, 502).message).toMatch(/not known whether/)
    })
  })

  it.each(['PGRST000', 'PGRST003', '57014'])(
    'knows that nothing was changed when the API itself says %s',
    (code) => {
      expect(toAppError({ code, message: 'x' }, 503, 'apply_scenario').message).toMatch(
        /Nothing has been changed/,
      )
    },
  )

  it('claims nothing of what it does not understand, and that nothing was changed where the database refused', () => {
    expect(toAppError(new SyntaxError('Unexpected token'), 200).message).toBe(
      'Something went wrong on our side.',
    )
    expect(toAppError({ code: 'XX000', message: 'x' }, 500).message).toMatch(/Nothing has been changed/)
    expect(toAppError({ message: 'x' }, 500).message).toBe('Something went wrong on our side.')
  })

  it('passes an AppError through unchanged', () => {
    const error = new AppError('busy', 'x')
    expect(toAppError(error)).toBe(error)
  })

  it('calls what it does not know unexpected', () => {
    expect(toAppError(null).code).toBe('unexpected')
    expect(toAppError('text').code).toBe('unexpected')
  })
})

describe('isTurnedAway', () => {
  it.each(['PT503', '40001', '40P01', '55P03'])('is so of %s, in one sentence', (code) => {
    const error = toAppError(
      { code, message: 'The server is busy right now. Nothing has been changed.' },
      503,
    )
    expect(isTurnedAway(error)).toBe(true)
    expect(error).toMatchObject({
      code: 'busy',
      message: 'The server is busy right now. Nothing has been changed.',
    })
  })

  it('is not so of what may have been carried out, nor of what would only fail again', () => {
    for (const [given, status] of [
      [{ message: '<html>' }, 503],
      [{ code: '57014', message: 'x' }, 500],
      [{ code: 'PT409', message: 'x' }, 409],
      [new TypeError('Failed to fetch'), 0],
    ] as const)
      expect(isTurnedAway(toAppError(given, status))).toBe(false)
  })
})

describe('a failed request', () => {
  it.each(['offline', 'busy', 'unexpected'] as const)(
    'may have been carried out when it failed as %s',
    (code) => {
      expect(isUnanswered(appError(code))).toBe(true)
    },
  )

  it.each(['bad_request', 'signed_out', 'forbidden', 'not_found', 'conflict', 'invalid'] as const)(
    'was not carried out when it is refused as %s',
    (code) => {
      expect(isUnanswered(appError(code))).toBe(false)
    },
  )

  it('may have been carried out when nobody knows what went wrong', () => {
    expect(isUnanswered(new TypeError('x is undefined'))).toBe(true)
  })
})

describe('a failed write', () => {
  it('may be carried out where no answer of the server itself came', () => {
    for (const [given, status] of [
      [new TypeError('Failed to fetch'), 0],
      [{ message: '<html>' }, 504],
      [{ message: 'x' }, 500],
    ] as const)
      expect(mayBeCarriedOut(toAppError(given, status))).toBe(true)
    expect(mayBeCarriedOut(new TypeError('x is undefined'))).toBe(true)
  })

  it('is not where the server has let go of it', () => {
    for (const [code, status] of [
      ['PT503', 503],
      ['40001', 500],
      ['XX000', 500],
      ['PT409', 409],
      ['PT422', 422],
    ] as const)
      expect(mayBeCarriedOut(toAppError({ code, message: 'x' }, status))).toBe(false)
  })
})

describe('movedRow', () => {
  it('gives the row as it is now', () => {
    expect(movedRow(new VersionConflictError({ name: 'Flat' }))).toEqual({ name: 'Flat' })
  })

  it('gives none for another failure', () => {
    expect(movedRow(appError('conflict'))).toBeNull()
  })
})
