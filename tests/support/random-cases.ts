import fc from 'fast-check'

/**
 * Every run tries the same random cases, so that it judges the change and not its luck. `RANDOM_CASES=new` tries others (`npm run
 * test:laws`), and a number tries those of that seed again.
 */
const wanted = process.env.RANDOM_CASES ?? '1'
if (wanted !== 'new') fc.configureGlobal({ seed: Number(wanted) })
