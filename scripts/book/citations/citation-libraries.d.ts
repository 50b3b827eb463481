declare module 'citeproc' {
  /** CSL's processor in JavaScript; what is used of it. */
  interface CitationItem {
    readonly id: string;
    readonly prefix?: string;
    readonly suffix?: string;
    readonly locator?: string;
    readonly label?: string;
    readonly 'suppress-author'?: boolean;
  }
  interface System {
    readonly retrieveLocale: (language: string) => string;
    readonly retrieveItem: (id: string) => unknown;
    readonly wrapCitationEntry: (text: string, id: string | undefined) => string;
  }
  class Engine {
    constructor(system: System, style: string, language: string, forceLanguage: boolean);
    readonly citation: { readonly opt: { readonly layout_prefix: string; readonly layout_suffix: string } };
    readonly opt: { readonly development_extensions: Record<string, boolean> };
    setOutputFormat(format: 'html'): void;
    updateItems(ids: readonly string[]): void;
    makeCitationCluster(items: readonly CitationItem[]): string;
    makeBibliography():
      | readonly [{ readonly entry_ids: readonly (readonly string[])[] }, readonly string[]]
      | false;
  }
  const CSL: { readonly Engine: typeof Engine; debug: (text: string) => void };
  export default CSL;
}

declare module '@citation-js/core' {
  /** Input of bibliographies; what is used of it. */
  export const plugins: {
    readonly input: {
      readonly chain: (data: unknown, options: Record<string, unknown>) => readonly Record<string, unknown>[];
      readonly chainLink: (data: unknown, options: Record<string, unknown>) => unknown;
    };
  };
}

declare module '@citation-js/plugin-bibtex' {}
