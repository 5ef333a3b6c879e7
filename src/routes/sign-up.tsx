import { SignUpPage } from '#features/auth/sign-up-page.tsx'

export { SignUpPage as Component }
