/** Not an address of its own: shown over whichever page holds unsaved work. */
import { SignInAgain } from '#features/auth/sign-in-again.tsx'

export { SignInAgain as Component }
