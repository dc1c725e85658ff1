/** For the few that need the process's runtime as a whole: `@Inject(RUNTIME) runtime: Runtime`. */
export const RUNTIME = Symbol('vigil:runtime');
