import { takeDestinations } from './destinations.ts';
import { drawDiagram } from './diagram/draw-diagram.ts';
import { collectFaces, placesOfCharacters } from './faces.ts';
import { layOutBook } from './lay-out-book.ts';
import { knownChapters, layOutAmong, layOutFlow, putFlow, verifySent } from './live-flow.ts';
import { nameStructure } from './name-structure.ts';
import { documentHtml, pagesHtml } from './printed-html.ts';
import { showPages } from './shown-pages.ts';
import { shrinkPicture } from './shrink-picture.ts';
import { sourcesAt } from './sources-at.ts';
import { textBoxes } from './text-boxes.ts';

// The entry of the bundle that runs in the browser: `globalThis.banxin`. Nothing else crosses into the page.
Object.assign(globalThis, {
  banxin: {
    collectFaces,
    documentHtml,
    drawDiagram,
    knownChapters,
    layOutAmong,
    layOutBook,
    layOutFlow,
    nameStructure,
    pagesHtml,
    placesOfCharacters,
    putFlow,
    showPages,
    shrinkPicture,
    sourcesAt,
    takeDestinations,
    textBoxes,
    verifySent,
  },
});
