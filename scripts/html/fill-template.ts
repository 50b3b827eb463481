import Mustache from 'mustache';
import { BuildError } from '../model/build-error.ts';

/** Looks names up among what a view was given, never among what every object has: `constructor` is no title. */
class OwnContext extends Mustache.Context {
  override lookup(name: string): unknown {
    return name.split('.').some((part) => part in Object.prototype) ? undefined : super.lookup(name);
  }

  override push(view: unknown): Mustache.Context {
    return new OwnContext(view, this);
  }
}

/** How a template is filled beside its view. */
export interface FillOptions {
  /** Templates that this one may call, by their names. */
  readonly partials?: Readonly<Record<string, string>>;
  /** Makes a value fit for the text around it; default: HTML. */
  readonly escape?: (value: string) => string;
}

/**
 * Fills a template: Mustache, which has no code in its templates and escapes every value. A book may bring its own.
 * @param path the template's file, for the error
 * @throws BuildError `template-syntax`
 */
export function fillTemplate(
  path: string,
  template: string,
  view: object,
  { partials = {}, ...config }: FillOptions = {},
): string {
  try {
    return Mustache.render(template, new OwnContext(view), partials, config);
  } catch (cause) {
    // A partial that calls itself without an end is one as well.
    const reason = cause instanceof RangeError ? 'it calls itself without an end' : (cause as Error).message;
    const hint = 'Correct the file, or remove it to have the one of Banxin.';
    throw new BuildError('template-syntax', `Template \`${path}\` cannot be filled: ${reason}`, hint, {
      cause,
    });
  }
}
