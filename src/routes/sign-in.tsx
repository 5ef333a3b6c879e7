import { SignInPage } from '#features/auth/sign-in-page.tsx'

export { SignInPage as Component }
