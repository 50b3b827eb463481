declare module 'hyphen/en-us/index.js' {
  const english: {
    /** The text with `hyphenChar` wherever a line may end in one of its words (Liang's patterns). */
    readonly hyphenateSync: (
      text: string,
      options?: { readonly hyphenChar?: string; readonly minWordLength?: number },
    ) => string;
  };
  export default english;
}
