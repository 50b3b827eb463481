import { readFile } from 'node:fs/promises';
import { basename, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { clientBundle, readerBundle } from './formats/preview/client-bundle.ts';
import { editorTemplate } from './formats/preview/editor.ts';
import { type FileChanges, followFiles } from './formats/preview/follow-files.ts';
import type { BuildState, SessionState } from './formats/preview/messages.ts';
import { newestWins } from './formats/preview/newest-wins.ts';
import {
  type PreviewBuild,
  type PreviewFiles,
  type PreviewOrders,
  type PreviewServer,
  startPreviewServer,
} from './formats/preview/preview-server.ts';
import { fillTemplate } from './html/fill-template.ts';
import { BuildError } from './model/build-error.ts';
import { type Diagnostic, formatPlace, hasError } from './model/diagnostic.ts';
import type { MediaFile } from './model/media-file.ts';
import { build } from './pipeline.ts';
import { shadowedFiles } from './platform/package-files.ts';
import { type Choice, openWorkshop, type Workshop, type WorkshopBuild } from './preview-workshop.ts';

/** What to show, where, and until when. */
export interface PreviewOptions {
  /** Name of the edition; the first PDF when absent. */
  readonly edition?: string;
  /** Port; any free one when absent. */
  readonly port?: number;
  /** Address or name to listen at; 127.0.0.1 when absent. */
  readonly host?: string;
  /** Editor that opens the manuscript: a name, a URL with `{file}`, `{line}` and `{column}`, or `none`; VS Code when absent. */
  readonly editor?: string;
  /** Ends the preview. */
  readonly signal: AbortSignal;
  /** Takes the one line of output, the URL; standard output when absent. */
  readonly print?: (line: string) => void;
  /** For sentences about the machine; standard error when absent. */
  readonly notice?: (message: string) => void;
}

/** Banxin's own styles and templates: whoever works on them sees the pages change too. */
const OWN_FOLDERS = ['styles', 'templates'].map((name) =>
  fileURLToPath(new URL(`../${name}`, import.meta.url)),
);

/**
 * Milliseconds without a change after which everything is read again behind a quick build: rules that look at the whole
 * book are only then asked, and nobody waits for them.
 */
const WHOLE_MS = 1500;

/**
 * Shows a book in the reader's own browser, following its files until the signal aborts; then server, watcher and
 * browser are gone. A manuscript with errors is shown with its diagnostics, and its last good pages.
 * @throws TypeError for a port or an editor that is none
 * @throws BuildError when there is no browser, no book, no such edition, or the port is taken
 */
export async function runPreview(bookPath: string, options: PreviewOptions): Promise<void> {
  const { signal } = options;
  const folder = resolve(bookPath);
  const port = validPort(options.port);
  const editor = editorTemplate(options.editor ?? 'vscode', folder);
  const ends: (() => Promise<void>)[] = [];
  try {
    const workshop = await openWorkshop(folder, { signal, notice: noticeOf(options) });
    ends.push(() => workshop.close());
    await new Preview(folder, workshop, options, editor).run(port, ends);
  } catch (error) {
    // Whatever was under way when the signal came failed because of it.
    if (!signal.aborted) throw error;
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** One run of the preview: what is shown, and who is told. */
class Preview {
  readonly #folder: string;
  readonly #workshop: Workshop;
  readonly #options: PreviewOptions;
  #choice: Choice;
  #state: SessionState;
  #server: PreviewServer | undefined;
  readonly #builds = newestWins((outdated) => this.#rebuild(outdated));
  /** Index of the page that is being read. */
  #page = 0;
  /** What the last build found. */
  #diagnostics: readonly Diagnostic[] = [];
  /** The choice that was built last. */
  #shown: Choice | undefined;
  /** What changed since the last look. */
  #changes: FileChanges | undefined;
  /** Pages were made of changed chapters alone since everything was read. */
  #isPartial = false;
  /** Builds of files that are under way, and files that were built, by their names. */
  readonly #running = new Set<Promise<void>>();
  readonly #built = new Map<string, string>();

  constructor(folder: string, workshop: Workshop, options: PreviewOptions, editor: string | undefined) {
    this.#folder = folder;
    this.#workshop = workshop;
    this.#options = options;
    this.#choice = options.edition === undefined ? {} : { edition: options.edition };
    this.#state = {
      editions: [],
      themes: [],
      edition: '',
      theme: '',
      builds: [],
      busy: false,
      ...(editor !== undefined && { editor }),
    };
  }

  async run(port: number, ends: (() => Promise<void>)[]): Promise<void> {
    const { signal, host, print = console.log } = this.#options;
    const notice = noticeOf(this.#options);
    // Followed before anything is read, so that no change falls between the two.
    let isOpen = false;
    const watcher = await followFiles({
      bookFolder: this.#folder,
      others: OWN_FOLDERS.filter((own) => !own.startsWith(join(this.#folder, '/'))),
      changed: (changes) => {
        this.#note(changes);
        if (!isOpen) return;
        void this.#restyle(changes);
        this.#builds.request();
      },
      notice,
    });
    ends.push(() => watcher.close());
    const first = await this.#workshop.build(this.#choice);
    this.#shown = this.#choice;
    const files = await previewFiles(this.#folder);
    const server = await startPreviewServer(files, this.#orders(), {
      port,
      ...(host !== undefined && { host }),
    });
    ends.push(() => server.close());
    this.#server = server;
    this.#publish(first);
    isOpen = true;
    if (this.#changes !== undefined) this.#builds.request();
    ends.push(async () => {
      await Promise.all([this.#builds.idle(), ...this.#running]);
    });
    if (host !== undefined && !['127.0.0.1', 'localhost', '::1'].includes(host))
      notice(`Whoever reaches ${host} can read the book and order builds of it; nothing is asked of them.`);
    print(server.url);
    await aborted(signal);
  }

  #note({ paths, isEarly }: FileChanges): void {
    const before = this.#changes;
    this.#changes = {
      paths: new Set([...(before?.paths ?? []), ...paths]),
      isEarly: isEarly && before?.isEarly !== false,
    };
  }

  async #rebuild(outdated: AbortSignal): Promise<void> {
    const { signal } = this.#options;
    if (signal.aborted) return;
    const choice = this.#choice;
    const changes = this.#changes;
    this.#changes = undefined;
    const either = AbortSignal.any([signal, outdated]);
    let isWaited = false;
    if (choice === this.#shown && changes !== undefined) {
      const quick = await this.#rebuildQuickly(changes);
      if (changes.isEarly || signal.aborted) return;
      if (quick !== undefined) {
        if (!this.#isPartial) return;
        await delay(WHOLE_MS, undefined, { signal: either }).catch(() => undefined);
        if (either.aborted) return;
        isWaited = true;
      }
    }
    this.#tell({ busy: true });
    const made = await this.#workshop
      .build(
        choice,
        {
          page: this.#page,
          show: (snapshot) => this.#server?.publish({ snapshot, diagnostics: this.#diagnostics }),
        },
        // Whoever edits again is shown that first.
        isWaited ? either : undefined,
      )
      .catch((error: unknown): WorkshopBuild => ({ diagnostics: [asDiagnostic(error)] }));
    if (signal.aborted || (isWaited && outdated.aborted)) return;
    // What was ordered meanwhile is built next.
    if (choice !== this.#choice) return;
    this.#shown = choice;
    this.#isPartial = false;
    this.#publish(made);
    if (this.#changes !== undefined) await this.#restyle(this.#changes);
  }

  /** Shows changed styles on the pages as they are, whatever is being laid out meanwhile. */
  async #restyle({ paths }: FileChanges): Promise<void> {
    if ([...paths].every((path) => path.endsWith('.md'))) return;
    const styled = await this.#workshop.restyle().catch(() => undefined);
    if (styled !== undefined && !this.#options.signal.aborted) this.#server?.publish(styled);
  }

  /** Shows what can be shown of a change before everything is read again; `undefined` where that does not tell all. */
  async #rebuildQuickly(changes: FileChanges): Promise<PreviewBuild | 'unchanged' | undefined> {
    const { signal } = this.#options;
    const quick = await this.#workshop.buildQuickly(changes).catch(() => undefined);
    if (quick !== undefined && quick !== 'unchanged' && !signal.aborted) {
      this.#isPartial = true;
      this.#server?.publish(quick);
    }
    return quick;
  }

  #publish({ choices, ...made }: WorkshopBuild): void {
    this.#diagnostics = made.diagnostics;
    this.#tell({ ...choices, busy: false });
    this.#server?.publish(made);
  }

  #tell(changed: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...changed };
    this.#server?.tell(this.#state);
  }

  #orders(): PreviewOrders {
    return {
      show: ({ edition, theme }) => {
        const { editions, themes } = this.#state;
        if (
          edition !== undefined &&
          !editions.some(({ name, format }) => name === edition && format !== 'cover')
        )
          return false;
        if (theme !== undefined && !themes.includes(theme)) return false;
        const kept = edition ?? this.#choice.edition;
        this.#choice = {
          ...(kept !== undefined && { edition: kept }),
          ...(theme !== undefined && { theme }),
        };
        this.#builds.request();
        return true;
      },
      build: (edition) => {
        if (!this.#state.editions.some(({ name }) => name === edition)) return false;
        const isRunning = this.#state.builds.some(
          (one) => one.edition === edition && one.phase === 'running',
        );
        if (isRunning) return true;
        const work = this.#buildFile(edition).finally(() => this.#running.delete(work));
        this.#running.add(work);
        return true;
      },
      reading: (page) => {
        this.#page = page;
      },
      sourceOf: (file) => {
        if (!isAbsolute(file)) return file;
        return relative(this.#folder, file).split(sep).join('/');
      },
      built: async (name) => {
        const path = this.#built.get(name);
        return path === undefined ? undefined : fileOf(path);
      },
    };
  }

  /** Builds the file of an edition as the command does, in a browser of its own. */
  async #buildFile(edition: string): Promise<void> {
    const stage = (message: string): void => this.#tellBuild({ edition, phase: 'running', message });
    stage('');
    try {
      const { files, diagnostics } = await build(this.#folder, {
        edition,
        signal: this.#options.signal,
        notice: () => {},
        progress: { stage, step: () => {}, done: () => {} },
      });
      const [file] = files;
      if (file === undefined || hasError(diagnostics)) {
        const error = diagnostics.find(({ severity }) => severity === 'error');
        const place = error?.place === undefined ? '' : `${formatPlace(error.place)}: `;
        return this.#tellBuild({ edition, phase: 'failed', message: `${place}${error?.message ?? ''}` });
      }
      const name = basename(file.path);
      this.#built.set(name, file.path);
      this.#tellBuild({ edition, phase: 'done', message: '', url: `/built/${encodeURIComponent(name)}` });
    } catch (error) {
      if (!this.#options.signal.aborted)
        this.#tellBuild({ edition, phase: 'failed', message: messageOf(error) });
    }
  }

  #tellBuild(state: BuildState): void {
    const others = this.#state.builds.filter(({ edition }) => edition !== state.edition);
    this.#tell({ builds: [...others, state] });
  }
}

async function fileOf(path: string): Promise<MediaFile> {
  const mediaType = extname(path) === '.epub' ? 'application/epub+zip' : 'application/pdf';
  return { bytes: await readFile(path), mediaType };
}

async function previewFiles(folder: string): Promise<PreviewFiles> {
  const files = shadowedFiles(folder);
  const template = (await files.read('templates/preview/shell.mustache')) ?? '';
  return {
    shell: fillTemplate('templates/preview/shell.mustache', template, { title: basename(folder) }),
    script: await clientBundle(),
    reader: readerBundle,
    style: (await files.read('styles/formats/preview.css')) ?? '',
    interface: (await files.read('styles/formats/preview-interface.css')) ?? '',
  };
}

/** A failure while following is shown beside the last good pages: the next change may mend it. */
function asDiagnostic(error: unknown): Diagnostic {
  const known = error instanceof BuildError;
  return {
    severity: 'error',
    ruleId: known ? error.code : 'preview-failed',
    message: messageOf(error),
    ...(known ? { help: error.hint } : {}),
  };
}

function validPort(port: number | undefined): number {
  if (port === undefined) return 0;
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new TypeError(`Expected \`--port\` to be a whole number up to 65535, not \`${port}\``);
}

function noticeOf(options: PreviewOptions): (message: string) => void {
  return options.notice ?? ((message) => process.stderr.write(`note: ${message}\n`));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
