/**
 * What a hosted project's sign-in server answers and the embedded one does not: bodies as GoTrue sends them (supabase/auth,
 * internal/api/errors.go and the handlers named below).
 */
import type { Locator, Page } from '@playwright/test'
import { expect, signIn, signUp, somebody, test, visit } from './support/test.ts'

/** Answers the first request as refused, and lets the next ones through to the server. */
async function refuseOnce(page: Page, address: RegExp, status: number, body: object) {
  await page.route(address, (route) => route.fulfill({ status, headers, json: body }), { times: 1 })
}

const headers = { 'x-supabase-api-version': '2024-01-01', 'access-control-expose-headers': '*' }

async function createAccount(page: Page, email: string, password: string) {
  await page.goto('/sign-up')
  await page.getByLabel('E-mail').pressSequentially(email)
  await page.getByLabel('Password', { exact: true }).pressSequentially(password)
  await page.getByLabel('Password', { exact: true }).press('Enter')
}

test('a sign-up with a known address is worded for both cases, which the server does not tell apart', async ({
  page,
}) => {
  // signup.go, sanitizeUser: a user that does not exist, without identities; no mail is sent.
  await page.route('**/auth/v1/signup**', (route) =>
    route.fulfill({
      json: {
        id: crypto.randomUUID(),
        aud: 'authenticated',
        role: '',
        email: 'ada@example.com',
        phone: '',
        confirmation_sent_at: new Date().toISOString(),
        app_metadata: { provider: 'email', providers: ['email'] },
        user_metadata: {},
        identities: [],
        created_at: new Date().toISOString(),
        updated_at: new Date().toISOString(),
        is_anonymous: false,
      },
    }),
  )
  await createAccount(page, 'ada@example.com', 'correct horse battery')
  await expect(page.getByRole('status')).toContainText(
    'If ada@example.com has no account yet, a mail is on its way',
  )
  await expect(page.getByText('If it has an account already, no mail comes')).toBeVisible()
  await page.getByRole('button', { name: 'Send the mail again' }).press('Enter')
  await expect(page.getByText('If the address still has to be confirmed, a new mail')).toBeVisible()
  await page.getByRole('link', { name: 'reset the password' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Reset your password' })).toBeVisible()
})

test.describe('what the server refuses', () => {
  test.use({ expectedFailures: /status of (400|422|429|500)/ })

  test('a weak password is told with its reasons, and what was typed stays', async ({ page }) => {
    const { email } = somebody()
    // password.go, checkPasswordStrength
    await refuseOnce(page, /auth\/v1\/signup/, 422, {
      code: 'weak_password',
      message: 'Password should be at least 12 characters.',
      weak_password: { reasons: ['length', 'pwned'] },
    })
    await createAccount(page, email, 'password')
    await expect(page.getByRole('alert')).toContainText(
      'it needs at least 12 characters; it is known from a leak of passwords elsewhere',
    )
    await expect(page.getByLabel('E-mail')).toHaveValue(email)
    await page.getByLabel('Password', { exact: true }).press('End')
    await page.getByLabel('Password', { exact: true }).pressSequentially(' and more of it')
    await page.getByRole('button', { name: 'Create account' }).press('Enter')
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  })

  test('too many attempts, mails or failures of the server are each said', async ({ page }) => {
    const person = somebody()
    const alert = page.getByRole('alert')
    await refuseOnce(page, /auth\/v1\/token/, 429, {
      code: 'over_request_rate_limit',
      message: 'Request rate limit reached',
    })
    await signIn(page, person)
    await expect(alert).toContainText('Wait five minutes and try again; what you typed is still here.')

    await refuseOnce(page, /auth\/v1\/recover/, 429, {
      code: 'over_email_send_rate_limit',
      message: 'For security purposes, you can only request this after 42 seconds.',
    })
    await page.goto('/reset-password')
    await page.getByLabel('E-mail').pressSequentially(person.email)
    await page.getByLabel('E-mail').press('Enter')
    await expect(alert).toContainText('Wait 42 seconds and try again.')

    // mail.go: the SMTP server refused the mail.
    await refuseOnce(page, /auth\/v1\/recover/, 500, {
      code: 'unexpected_failure',
      message: 'Error sending recovery email',
    })
    await page.getByLabel('E-mail').press('Enter')
    await expect(alert).toContainText('The sign-in server has trouble right now.')
    await expect(page.getByLabel('E-mail')).toHaveValue(person.email)
  })

  test('an address that is not confirmed is told, with the way to another mail', async ({ page }) => {
    const person = somebody()
    await refuseOnce(page, /auth\/v1\/token/, 400, {
      code: 'email_not_confirmed',
      message: 'Email not confirmed',
    })
    await signIn(page, person)
    await expect(page.getByRole('alert')).toContainText('This e-mail address is not confirmed yet.')
    await page.getByRole('button', { name: 'Send the mail again' }).press('Enter')
    await expect(page.getByText('If the address still has to be confirmed, a new mail')).toBeVisible()
  })

  test('the focus stays on whatever asked in vain', async ({ page }) => {
    const { email, password } = somebody()
    const asksInVain = async (asking: Locator, address: RegExp, code: string) => {
      await refuseOnce(page, address, 429, { code, message: 'Too many requests' })
      await asking.press('Enter')
      await expect(page.getByRole('alert').last()).toContainText('try again')
      await expect(asking).toBeEnabled()
      await expect(asking).toBeFocused()
    }
    await page.goto('/sign-in')
    const secret = page.getByLabel('Password', { exact: true })
    await page.getByLabel('E-mail').pressSequentially(email)
    await secret.pressSequentially(password)
    const signsIn = page.getByRole('button', { name: 'Sign in' })
    await asksInVain(signsIn, /auth\/v1\/token/, 'over_request_rate_limit')
    await asksInVain(secret, /auth\/v1\/token/, 'over_request_rate_limit')

    await refuseOnce(page, /auth\/v1\/token/, 400, {
      code: 'email_not_confirmed',
      message: 'Email not confirmed',
    })
    await signsIn.press('Enter')
    const again = page.getByRole('button', { name: 'Send the mail again' })
    await asksInVain(again, /auth\/v1\/resend/, 'over_email_send_rate_limit')

    await page.goto('/reset-password')
    await page.getByLabel('E-mail').pressSequentially(email)
    await asksInVain(
      page.getByRole('button', { name: 'Send the link' }),
      /auth\/v1\/recover/,
      'over_email_send_rate_limit',
    )
  })
})

test.describe('a server that wants proof before a password is changed', () => {
  test.use({ expectedFailures: /status of (400|422|429)/ })

  const changed = 'Your password is changed.'
  const newPassword = 'an entirely new password'

  test('sends a code by mail, asks for it, and takes it', async ({ investor: page }) => {
    await visit(page, 'Settings')
    // user.go, UserUpdate: a session of more than 24 hours, UpdatePasswordRequireReauthentication.
    await refuseOnce(page, /auth\/v1\/user/, 400, {
      code: 'reauthentication_needed',
      message: 'Password update requires reauthentication',
    })
    let mails = 0
    await page.route('**/auth/v1/reauthenticate', (route) => {
      mails += 1
      return route.fulfill({ json: {} })
    })
    await page.getByLabel('New password').pressSequentially(newPassword)
    await page.getByLabel('New password').press('Enter')
    await expect(page.getByRole('alert')).toContainText(
      'Enter the code from the mail that is on its way to you.',
    )
    await expect.poll(() => mails).toBe(1)

    await refuseOnce(page, /auth\/v1\/user/, 422, {
      code: 'reauthentication_not_valid',
      message: 'Nonce has expired or is invalid',
    })
    const code = page.getByLabel('Code from the mail')
    await code.pressSequentially('000000')
    await code.press('Enter')
    await expect(page.getByRole('alert')).toContainText('This code is wrong or too old.')
    await page.getByRole('button', { name: 'Send a new code' }).press('Enter')
    await expect(page.getByText('A new code is on its way')).toBeVisible()
    expect(mails).toBe(2)

    const sent = page.waitForRequest(
      (request) => request.url().includes('/auth/v1/user') && request.method() === 'PUT',
    )
    await code.press('ControlOrMeta+A')
    await code.pressSequentially('123456')
    await code.press('Enter')
    expect((await sent).postDataJSON()).toMatchObject({ password: newPassword, nonce: '123456' })
    await expect(page.getByText(changed)).toBeVisible()
  })

  test('says so when the mail with the code cannot be sent', async ({ investor: page }) => {
    await visit(page, 'Settings')
    await refuseOnce(page, /auth\/v1\/user/, 400, { code: 'reauthentication_needed', message: 'x' })
    await refuseOnce(page, /auth\/v1\/reauthenticate/, 429, {
      code: 'over_email_send_rate_limit',
      message: 'email rate limit exceeded',
    })
    await page.getByLabel('New password').pressSequentially(newPassword)
    await page.getByLabel('New password').press('Enter')
    await expect(page.getByRole('alert')).toContainText('Too many mails were asked for')
    await expect(page.getByLabel('Code from the mail')).toBeVisible()
    await expect(page.getByLabel('New password')).toHaveValue(newPassword)
  })

  test('asks for the current password, and takes it', async ({ page }) => {
    const person = somebody()
    await signUp(page, person)
    await visit(page, 'Settings')
    // user.go, UserUpdate: UpdatePasswordRequireCurrentPassword.
    await refuseOnce(page, /auth\/v1\/user/, 400, {
      code: 'current_password_required',
      message: 'Current password required when setting new password.',
    })
    await page.getByLabel('New password').pressSequentially(newPassword)
    await page.getByLabel('New password').press('Enter')
    await expect(page.getByRole('alert')).toContainText('Enter your current password as well.')
    const current = page.getByLabel('Current password', { exact: true })
    const sent = page.waitForRequest(
      (request) => request.url().includes('/auth/v1/user') && request.method() === 'PUT',
    )
    await current.pressSequentially(person.password)
    await current.press('Enter')
    expect((await sent).postDataJSON()).toMatchObject({ current_password: person.password })
    await expect(page.getByText(changed)).toBeVisible()
  })
})
