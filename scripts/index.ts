/** Banxin as a library: the same stages as the command. */

export { BuildError } from './model/build-error.ts';
export type { Diagnostic, Place, Severity } from './model/diagnostic.ts';
export type { Progress } from './model/progress.ts';
export { type BuildOptions, type BuildReport, type BuiltFile, build, check } from './pipeline.ts';
