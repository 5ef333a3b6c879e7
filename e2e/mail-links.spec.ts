/**
 * Links of the sign-in server's mails, as GoTrue makes them (supabase/auth, internal/api/verify.go): a code that only the
 * browser which asked can redeem, tokens in the fragment where nobody asked, an error in both places. The sessions in them
 * are real ones; only the exchange of a code, which the embedded server does not have for mails, is answered here.
 */
import type { APIRequestContext, Page } from '@playwright/test'
import {
  expect,
  loadSample,
  type Person,
  signIn,
  signOut,
  signUp,
  somebody,
  test,
  visit,
} from './support/test.ts'

interface Session {
  access_token: string
  refresh_token: string
  expires_in: number
  expires_at: number
  token_type: string
}

const key = 'sb_publishable_local_scenarios_development'

/** An account of somebody who never comes to this browser, and a session of theirs. */
async function elsewhere(request: APIRequestContext, person: Person): Promise<Session> {
  const answer = await request.post('/auth/v1/signup', { headers: { apikey: key }, data: person })
  expect(answer.ok()).toBe(true)
  return answer.json()
}

async function sessionOf(request: APIRequestContext, person: Person): Promise<Session> {
  const answer = await request.post('/auth/v1/token?grant_type=password', {
    headers: { apikey: key },
    data: person,
  })
  expect(answer.ok()).toBe(true)
  return answer.json()
}

function fragmentOf(session: Session, type: string) {
  const { access_token, refresh_token, expires_in, expires_at, token_type } = session
  const values = { access_token, refresh_token, token_type, type }
  return `#${new URLSearchParams({ ...values, expires_in: `${expires_in}`, expires_at: `${expires_at}` })}`
}

async function expectSignedInAs(page: Page, person: Person) {
  await expect(page.getByRole('button', { name: `Account of ${person.email}` })).toBeVisible()
}

async function askForNewPassword(page: Page, person: Person) {
  await page.goto('/reset-password')
  await page.getByLabel('E-mail').pressSequentially(person.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('status')).toContainText('Open the link in this browser')
}

/** The exchange of the code, as GoTrue answers it to whoever has the verifier. */
async function redeemAs(page: Page, session: Session) {
  await page.route(/auth\/v1\/token\?grant_type=pkce/, (route) => {
    const { auth_code, code_verifier } = route.request().postDataJSON()
    return auth_code === 'the-code' && code_verifier.length > 40
      ? route.fulfill({ json: session })
      : route.fulfill({ status: 400, json: { code: 'validation_failed', message: 'no verifier' } })
  })
}

test.describe('a link with somebody’s tokens in it', () => {
  test('changes nothing for whoever is signed in, unless they say so', async ({ page, request }) => {
    const [reader, sender] = [somebody(), somebody()]
    const session = await elsewhere(request, sender)
    await signUp(page, reader)
    await loadSample(page)

    await page.goto(`/${fragmentOf(session, 'magiclink')}`)
    await expect(page.getByRole('heading', { name: 'Go on as somebody else?' })).toBeVisible()
    await expect(page.getByText(sender.email).first()).toBeVisible()
    await expect(page.getByText(`You are signed in as ${reader.email}`)).toBeVisible()
    expect(page.url()).not.toContain('access_token')

    const other = await page.context().newPage()
    await other.goto('/instances')
    await expectSignedInAs(other, reader)
    await other.close()

    await page.getByRole('button', { name: 'Stay signed in as I am' }).press('Enter')
    await expectSignedInAs(page, reader)
    await visit(page, 'Investments')
    await expect(page.getByText('8 investments')).toBeVisible()
  })

  test('is taken once its reader says that it is theirs', async ({ page, request }) => {
    const [reader, sender] = [somebody(), somebody()]
    const session = await elsewhere(request, sender)
    await signUp(page, reader)
    await page.goto(`/${fragmentOf(session, 'magiclink')}`)
    await page.getByRole('button', { name: 'Go on with the link' }).press('Enter')
    await expectSignedInAs(page, sender)
    await page.reload()
    await expectSignedInAs(page, sender)
  })

  test('signs nobody in silently either, and may be refused', async ({ page, request }) => {
    const sender = somebody()
    const session = await elsewhere(request, sender)
    await page.goto(`/instances${fragmentOf(session, 'magiclink')}`)
    await expect(page.getByRole('heading', { name: 'Is this you?' })).toBeVisible()
    await page.getByRole('button', { name: 'This is not me' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await page.goto('/instances')
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  })

  test.describe('when the tokens are of no use', () => {
    test.use({ expectedFailures: /status of (400|401|403)/ })

    test('says so, and keeps whoever is signed in', async ({ page }) => {
      const reader = somebody()
      await signUp(page, reader)
      await page.goto('/#access_token=made.up.token&refresh_token=made-up&token_type=bearer&expires_in=3600')
      await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
      await expect(page.getByText(`You are still signed in as ${reader.email}`)).toBeVisible()
      await page.getByRole('link', { name: 'Go to the overview' }).press('Enter')
      await expectSignedInAs(page, reader)
    })
  })
})

test.describe('a link to choose a new password', () => {
  test('asks for it, names the account, and the new one then signs in', async ({ page, request }) => {
    const person = somebody()
    await elsewhere(request, person)
    await askForNewPassword(page, person)
    await redeemAs(page, await sessionOf(request, person))
    await page.goto('/new-password?code=the-code')
    await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
    await expect(page.getByText(`For the account ${person.email}`)).toBeVisible()
    expect(page.url()).not.toContain('code=')

    await page.getByLabel('New password').pressSequentially('an entirely new password')
    await page.getByLabel('New password').press('Enter')
    await expectSignedInAs(page, person)
    await signOut(page)
    await signIn(page, { ...person, password: 'an entirely new password' })
    await expectSignedInAs(page, person)
  })

  test('asks for it when it leads to the Site URL too', async ({ page, request }) => {
    const person = somebody()
    await elsewhere(request, person)
    await askForNewPassword(page, person)
    await redeemAs(page, await sessionOf(request, person))
    await page.goto('/?code=the-code')
    await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
    await expect(page.getByText(`For the account ${person.email}`)).toBeVisible()
  })

  test('asks before it takes the place of somebody who signed in meanwhile', async ({
    page,
    context,
    request,
  }) => {
    const [person, other] = [somebody(), somebody()]
    await elsewhere(request, person)
    await askForNewPassword(page, person)
    const asked = await page.evaluate(() => ({ ...localStorage }))
    await redeemAs(page, await sessionOf(request, person))
    const tab = await context.newPage()
    await signUp(tab, other)
    await tab.evaluate((values) => {
      for (const [name, value] of Object.entries(values))
        if (name.endsWith('verifier')) localStorage[name] = value
    }, asked)

    await page.goto('/new-password?code=the-code')
    await expect(page.getByText(`You are signed in as ${other.email}`)).toBeVisible()
    await page.getByRole('button', { name: 'Stay signed in as I am' }).press('Enter')
    await expectSignedInAs(page, other)
  })

  test('says why it does not work in another browser, and sends a new one from there', async ({ page }) => {
    await page.goto('/new-password?code=the-code')
    await expect(page.getByRole('alert')).toContainText('only works in the browser in which it was asked for')
    await page.getByRole('link', { name: 'Send a new link to choose a password' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Reset your password' })).toBeVisible()
  })

  const refusal = new URLSearchParams({
    error: 'access_denied',
    error_code: 'otp_expired',
    error_description: 'Email link is invalid or has expired',
  })

  test('that is too old or used says so, and offers a new one', async ({ page }) => {
    await page.goto(`/new-password?${refusal}#${refusal}`)
    await expect(page.getByRole('alert')).toContainText('too old, or it has been used already')
    await expect(page.getByRole('link', { name: 'Send a new link to choose a password' })).toBeVisible()
    await expect(page.getByText('Send a new link to confirm')).toBeHidden()
  })

  test('that is too old says so at the Site URL, where both kinds are offered', async ({ page }) => {
    await page.goto(`/#${refusal}`)
    await expect(page.getByRole('alert')).toContainText('too old, or it has been used already')
    await expect(page.getByRole('link', { name: 'Send a new link to choose a password' })).toBeVisible()
    await page.getByRole('link', { name: 'Send a new link to confirm the address' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Confirm your address' })).toBeVisible()
    await page.getByLabel('E-mail').pressSequentially('ada@example.com')
    await page.getByLabel('E-mail').press('Enter')
    await expect(page.getByRole('status')).toContainText('that is not confirmed yet, a link is on its way')
  })

  test.describe('while the server is away', () => {
    test.use({ expectedFailures: /ERR_FAILED|Failed to fetch/ })

    test('is kept for another try', async ({ page, request }) => {
      const person = somebody()
      await elsewhere(request, person)
      await askForNewPassword(page, person)
      await page.route(/auth\/v1\/token/, (route) => route.abort())
      await page.goto('/new-password?code=the-code')
      await expect(page.getByRole('alert')).toContainText('The server cannot be reached')
      await page.unroute(/auth\/v1\/token/)
      await redeemAs(page, await sessionOf(request, person))
      await page.getByRole('button', { name: 'Try again' }).press('Enter')
      await expect(page.getByText(`For the account ${person.email}`)).toBeVisible()
    })
  })

  test.describe('while too many come from one network', () => {
    test.use({ expectedFailures: /status of 429/ })
    const slowDown = { status: 429, json: { code: 'over_request_rate_limit', message: 'Slow down' } }

    test('is kept for another try', async ({ page, request }) => {
      const person = somebody()
      await elsewhere(request, person)
      await askForNewPassword(page, person)
      await page.route(/auth\/v1\/token/, (route) => route.fulfill(slowDown))
      await page.goto('/new-password?code=the-code')
      await expect(page.getByRole('alert')).toContainText('Too many attempts came from your network')
      await page.unroute(/auth\/v1\/token/)
      await redeemAs(page, await sessionOf(request, person))
      await page.getByRole('button', { name: 'Try again' }).press('Enter')
      await expect(page.getByText(`For the account ${person.email}`)).toBeVisible()
    })

    test('is kept with the tokens in it too', async ({ page, request }) => {
      const person = somebody()
      const session = await elsewhere(request, person)
      await page.route(/auth\/v1\/user/, (route) => route.fulfill(slowDown))
      await page.goto(`/${fragmentOf(session, 'recovery')}`)
      await expect(page.getByRole('alert')).toContainText('Too many attempts came from your network')
      await page.unroute(/auth\/v1\/user/)
      await page.getByRole('button', { name: 'Try again' }).press('Enter')
      await expect(page.getByRole('heading', { name: 'Is this you?' })).toBeVisible()
    })
  })

  test.describe('whose code is spent before the session could be taken', () => {
    test.use({ expectedFailures: /ERR_FAILED|Failed to fetch/ })

    test('goes on from there once it can be', async ({ page, request }) => {
      const person = somebody()
      await elsewhere(request, person)
      await askForNewPassword(page, person)
      await redeemAs(page, await sessionOf(request, person))
      await page.route(/auth\/v1\/user/, (route) => route.abort())
      await page.goto('/new-password?code=the-code')
      await expect(page.getByRole('alert')).toContainText('The server cannot be reached')
      await page.unroute(/auth\/v1\/user/)
      await page.getByRole('button', { name: 'Yes, go on' }).press('Enter')
      await expect(page.getByText(`For the account ${person.email}`)).toBeVisible()
    })
  })
})

test.describe('a link that confirms an address', () => {
  test('signs in where it was asked for', async ({ page, request }) => {
    const person = somebody()
    // GoTrue answers a sign-up whose address has to be confirmed with the user and no session.
    await page.route('**/auth/v1/signup**', (route) => route.fulfill({ json: newUser(person.email) }))
    await page.goto('/sign-up')
    await page.getByLabel('E-mail').pressSequentially(person.email)
    await page.getByLabel('Password', { exact: true }).pressSequentially(person.password)
    await page.getByRole('button', { name: 'Create account' }).press('Enter')
    await expect(page.getByRole('status')).toContainText(person.email)
    await redeemAs(page, await elsewhere(request, person))
    await page.goto('/confirm-address?code=the-code')
    await expectSignedInAs(page, person)
  })

  test('may have confirmed it in another browser too, where one then signs in', async ({ page }) => {
    await page.goto('/confirm-address?code=the-code')
    await expect(page.getByRole('heading', { name: 'Sign in to go on' })).toBeVisible()
    await expect(page.getByRole('status')).toContainText('If it came from our mail, the address is confirmed')
    await page.getByRole('link', { name: 'Sign in' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible()
  })

  test('that was refused has confirmed nothing, whatever the address says why', async ({ page }) => {
    await page.goto('/confirm-address#error=access_denied&error_code=flow_state_not_found')
    await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
    await expect(page.getByText(/is confirmed/)).toBeHidden()
  })
})

/** The user of a sign-up that waits for its confirmation. */
function newUser(email: string) {
  return {
    id: crypto.randomUUID(),
    aud: 'authenticated',
    role: 'authenticated',
    email,
    phone: '',
    confirmation_sent_at: new Date().toISOString(),
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: {},
    identities: [{ identity_id: crypto.randomUUID(), provider: 'email' }],
    created_at: new Date().toISOString(),
    updated_at: new Date().toISOString(),
    is_anonymous: false,
  }
}
