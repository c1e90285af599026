/** The map of all words: pan, zoom, labels by frequency, colours, lasso selection and its export. */
import { el, fill, download, tsvLine } from './dom.js';
import { t, formatNumber } from './i18n.js';
import { Scatter } from './scatter.js';
import { canvasTheme, categoryPalette, frequencyPalette, frequencySteps } from './colors.js';
import { iconButton, problemBox, select, spinner, wordLink, button } from './widgets.js';

const MARKED_NEIGHBOURS = 10;
/** Words of a selection that are listed; the export has all. */
const LISTED = 300;

class MapView {
    constructor(app) {
        this.app = app;
        this.tooltip = el('div', { class: 'tooltip', hidden: true });
        this.stage = el('div', { class: 'map-stage' });
        this.notice = el('div', { class: 'map-notice', 'aria-live': 'polite' });
        this.legend = el('div', { class: 'legend-host' });
        this.selectionPanel = el('section', { class: 'selection', 'aria-label': t('selection'), hidden: true });
        this.tools = el('div', { class: 'map-tools' });
        this.root = el(
            'div',
            { class: 'map-view' },
            el('h1', { class: 'visually-hidden', tabindex: -1 }, t('view.map')),
            this.stage,
            this.tools,
            this.legend,
            this.notice,
            this.tooltip,
            this.selectionPanel,
        );
        this.scatter = new Scatter(this.stage, {
            pick: (index) => this.pick(index),
            hover: (index, x, y) => this.hover(index, x, y),
            move: (view) => this.remember(view),
            lasso: (indices) => this.select(indices, t('selection')),
            announce: (text) => app.announce(text),
        });
        this.scatter.overlay.setAttribute('aria-label', t('mapLabel'));
        this.stage.addEventListener('keydown', (event) => {
            if (event.key === 'l') {
                this.toggleLasso();
            } else if (event.key === 'Escape') {
                this.clearSelection();
            }
        });
        this.scatter.setTheme(canvasTheme());
    }

    get parameters() {
        return this.app.route.parameters;
    }

    projection() {
        return this.parameters.projection === 'pca' ? 'pca' : 'umap';
    }

    async show() {
        const { app } = this;
        const model = app.model();
        const projection = this.projection();
        this.showTools();
        const key = JSON.stringify([model, projection]);
        if (this.shownKey !== key) {
            this.shownKey = key;
            this.data = null;
            this.clearSelection();
            this.restored = false;
            fill(this.notice, spinner());
            try {
                const data = await app.maps.load(
                    model,
                    projection,
                    (state) => this.key(key) && this.showProgress(state),
                );
                if (!this.key(key)) {
                    return;
                }
                this.data = data;
                fill(this.notice);
                this.scatter.setData(data);
                if (data.words.length < 3) {
                    fill(this.notice, el('p', { class: 'map-hint' }, t('fewWords')));
                }
                this.coloured = null;
                // Frequencies are at hand; clusters may take the server a moment.
                this.groups = null;
                this.applyColours();
            } catch (problem) {
                if (this.key(key)) {
                    this.shownKey = null;
                    fill(
                        this.notice,
                        problemBox(app, problem),
                        button(t('retry'), () => this.show()),
                    );
                }
                return;
            }
        }
        if (!this.data) {
            return;
        }
        this.restoreView();
        await this.colour();
        this.markWord();
    }

    key(key) {
        return this.shownKey === key;
    }

    hide() {
        this.tooltip.hidden = true;
    }

    showProgress(state) {
        const share = Math.max(0, Math.min(1, state.progress ?? 0));
        if (!this.progressBar?.isConnected) {
            this.progressText = el('span', {});
            this.progressBar = el('progress', { max: 1, 'aria-label': t('mapComputing') });
            fill(
                this.notice,
                el(
                    'div',
                    { class: 'map-progress' },
                    el('h2', {}, t('mapComputing')),
                    el('p', {}, t('mapComputingText')),
                    this.progressBar,
                    this.progressText,
                ),
            );
        }
        this.progressBar.value = share;
        const stage = t(state.stage === 'layout' ? 'stage.layout' : 'stage.neighbours');
        this.progressText.textContent = `${stage} · ${Math.round(share * 100)} %`;
    }

    /** Position and scale are part of the address; a word without a position is flown to. */
    restoreView() {
        const { x, y, k, word } = this.parameters;
        if (
            x !== undefined &&
            y !== undefined &&
            k !== undefined &&
            [x, y, k].every((value) => Number.isFinite(Number(value)))
        ) {
            const view = { x: Number(x), y: Number(y), k: Number(k) };
            const now = this.scatter.width ? this.scatter.view() : null;
            const same =
                now &&
                Math.abs(now.x - view.x) < 1e-3 &&
                Math.abs(now.y - view.y) < 1e-3 &&
                Math.abs(now.k / view.k - 1) < 1e-2;
            if (!same) {
                this.scatter.setView(view, this.restored);
            }
            this.flown = word;
        } else if (!word) {
            // An address without word and position shows everything.
            this.scatter.setView({ x: 0.5, y: 0.5, k: 1 }, this.restored);
            this.flown = null;
        }
        this.restored = true;
    }

    remember(view) {
        if (this.app.route.view !== 'map' || !this.data) {
            return;
        }
        const { x, y, k } = this.parameters;
        const plain = Math.abs(view.k - 1) < 0.01 && Math.abs(view.x - 0.5) < 0.01 && Math.abs(view.y - 0.5) < 0.01;
        if (plain && x === undefined && y === undefined && k === undefined) {
            return;
        }
        this.app.replace({
            x: plain ? null : view.x.toFixed(4),
            y: plain ? null : view.y.toFixed(4),
            k: plain ? null : view.k.toPrecision(4),
        });
    }

    pick(index) {
        this.app.go('map', { ...roundedView(this.scatter.view()), word: this.data.words[index] });
    }

    hover(index, x, y) {
        if (index < 0 || !this.data) {
            this.tooltip.hidden = true;
            return;
        }
        const count = this.data.counts[index];
        fill(
            this.tooltip,
            el('strong', {}, this.data.words[index].slice(0, 200)),
            count
                ? el('span', {}, t('occurrences', { n: formatNumber(count) }))
                : el('span', {}, t('rankOf', { n: formatNumber(index + 1) })),
        );
        this.tooltip.hidden = false;
        const { width, height } = this.scatter;
        this.tooltip.style.setProperty(
            'left',
            `${Math.max(4, Math.min(x + 14, width - this.tooltip.offsetWidth - 4))}px`,
        );
        this.tooltip.style.setProperty(
            'top',
            `${Math.max(4, Math.min(y + 14, height - this.tooltip.offsetHeight - 4))}px`,
        );
    }

    cardChanged(card) {
        this.card = card;
        this.markWord();
    }

    markWord() {
        if (!this.data || this.app.route.view !== 'map') {
            return;
        }
        const word = this.parameters.word;
        const card = this.card?.word === word || this.card?.word === word?.toLowerCase() ? this.card : null;
        const index = word ? this.data.ids.get(card?.word ?? word) : undefined;
        if (index === undefined) {
            this.scatter.setMarks([]);
            fill(
                this.notice,
                card && word
                    ? el('p', { class: 'map-hint' }, t('notOnMap', { word, n: formatNumber(this.data.words.length) }))
                    : null,
            );
            return;
        }
        fill(this.notice);
        const neighbours = (card?.neighbours ?? [])
            .slice(0, MARKED_NEIGHBOURS)
            .map(({ word: other }) => this.data.ids.get(other))
            .filter((other) => other !== undefined);
        this.scatter.setMarks([
            { index, kind: 'selected' },
            ...neighbours.map((other) => ({ index: other, kind: 'neighbour' })),
        ]);
        if (this.flown !== word && card) {
            this.flown = word;
            this.scatter.flyTo([index, ...nearestOnMap(this.data, index, neighbours)]);
        }
    }

    colourChoice() {
        const choice = this.parameters.color;
        return choice === 'frequency' || choice === 'lexical' ? choice : 'cluster';
    }

    /** Colours the points and draws the legend; answers for clusters and lexical files are fetched once. */
    async colour() {
        const { app, data } = this;
        const choice = this.colourChoice();
        const key = JSON.stringify([this.shownKey, choice, document.documentElement.dataset.theme]);
        if (this.coloured !== key) {
            this.coloured = key;
            this.groups = null;
            this.legendProblem = null;
            let failure = null;
            try {
                if (choice === 'cluster') {
                    const answer = await app.source.clusters(app.model(), {});
                    this.groups = {
                        parameter: 'cluster',
                        assignment: answer.assignment,
                        items: answer.clusters.map(({ cluster, size, words }) => ({
                            group: cluster,
                            size,
                            text: words.slice(0, 3).join(', '),
                            key: String(cluster),
                        })),
                    };
                } else if (choice === 'lexical') {
                    // The first use looks up every word of the map, which takes a few seconds.
                    fill(this.legend, el('div', { class: 'legend' }, spinner()));
                    const answer = await app.source.lexicalFiles(app.model());
                    const sizes = new Map();
                    answer.assignment.forEach((file) => sizes.set(file, (sizes.get(file) ?? 0) + 1));
                    this.groups = {
                        parameter: 'lexical',
                        assignment: answer.assignment,
                        items: answer.files
                            .map((text, group) => ({ group, size: sizes.get(group) ?? 0, text, key: text }))
                            .filter((item) => item.size)
                            .sort((one, other) => other.size - one.size),
                    };
                }
            } catch (problem) {
                // Without clusters the map is still useful: fall back to frequency.
                this.groups = null;
                failure = problem;
            }
            if (this.coloured !== key || this.data !== data) {
                return;
            }
            this.legendProblem = failure;
            this.applyColours();
        }
        this.applyEmphasis();
        this.showLegend();
    }

    applyColours() {
        const count = this.data.words.length;
        if (!this.groups) {
            this.scatter.setColors(frequencySteps(this.data.counts, count), frequencyPalette());
            return;
        }
        const { items, assignment } = this.groups;
        const palette = categoryPalette(items.length);
        items.forEach((item, i) => (item.color = palette[i]));
        const slots = new Map(items.map((item, i) => [item.group, i]));
        const colors = new Uint16Array(count);
        for (let i = 0; i < count; i++) {
            colors[i] = slots.get(assignment[i]) ?? items.length;
        }
        this.scatter.setColors(colors, [...palette, canvasTheme().line]);
    }

    emphasized() {
        return this.groups?.items.find((item) => item.key === this.parameters[this.groups.parameter]);
    }

    applyEmphasis() {
        if (this.selected) {
            return;
        }
        const item = this.emphasized();
        if (!item) {
            this.scatter.setEmphasis(null);
            return;
        }
        const members = [];
        this.groups.assignment.forEach((group, index) => group === item.group && members.push(index));
        this.scatter.setEmphasis(members.filter((index) => index < this.data.words.length));
    }

    showLegend() {
        const open = this.legend.querySelector('details')?.open ?? window.innerWidth > 900;
        if (!this.groups) {
            const palette = frequencyPalette();
            fill(
                this.legend,
                this.legendProblem &&
                    problemBox(this.app, this.legendProblem, {
                        retry: () => {
                            this.coloured = null;
                            this.colour();
                        },
                    }),
                el(
                    'div',
                    { class: 'legend' },
                    el('span', {}, t('rare')),
                    el('span', {
                        class: 'gradient',
                        'aria-hidden': 'true',
                        style: {
                            background: `linear-gradient(90deg, ${palette.filter((_, i) => i % 8 === 0).join(', ')})`,
                        },
                    }),
                    el('span', {}, t('frequent')),
                ),
            );
            return;
        }
        const { items, parameter } = this.groups;
        const chosen = this.emphasized();
        fill(
            this.legend,
            el(
                'details',
                { class: 'legend', open },
                el('summary', {}, t(parameter === 'cluster' ? 'color.cluster' : 'color.lexical')),
                el(
                    'ul',
                    {},
                    items.map((item) =>
                        el(
                            'li',
                            {},
                            el(
                                'button',
                                {
                                    type: 'button',
                                    class: 'legend-item',
                                    'aria-pressed': String(item === chosen),
                                    onclick: () =>
                                        this.app.go('map', {
                                            [parameter]: item === chosen ? null : item.key,
                                            ...roundedView(this.scatter.view()),
                                        }),
                                },
                                el('span', { class: 'swatch', style: { background: item.color } }),
                                el(
                                    'span',
                                    { class: 'legend-text', lang: parameter === 'lexical' ? 'en' : null },
                                    item.text,
                                ),
                                el('span', { class: 'legend-size' }, formatNumber(item.size)),
                            ),
                        ),
                    ),
                ),
            ),
        );
    }

    showTools() {
        const { app } = this;
        const key = JSON.stringify([this.colourChoice(), this.projection(), this.scatter.mode, app.model()]);
        if (this.toolsKey === key) {
            return;
        }
        this.toolsKey = key;
        const lexical = app.features.lexicalFiles;
        const lasso = iconButton('lasso', t('lasso'), () => this.toggleLasso(), {
            'aria-pressed': String(this.scatter.mode === 'lasso'),
        });
        fill(
            this.tools,
            el(
                'div',
                { class: 'tool-group', role: 'group', 'aria-label': t('mapTools') },
                iconButton('plus', t('zoomIn'), () => this.scatter.zoomBy(1.8)),
                iconButton('minus', t('zoomOut'), () => this.scatter.zoomBy(1 / 1.8)),
                iconButton('fit', t('fit'), () => this.scatter.fit()),
                lasso,
                iconButton(
                    'list',
                    t('listVisible'),
                    () => this.data && this.select(this.scatter.visible(), t('wordsInView')),
                ),
            ),
            el(
                'div',
                { class: 'tool-group selects' },
                select(
                    t('colorBy'),
                    [
                        ['cluster', t('color.cluster')],
                        ['frequency', t('color.frequency')],
                        ...(lexical ? [['lexical', t('color.lexical')]] : []),
                    ],
                    this.colourChoice(),
                    (color) =>
                        app.go('map', { color, cluster: null, lexical: null, ...roundedView(this.scatter.view()) }),
                ),
                app.source.offline
                    ? null
                    : select(
                          t('projection'),
                          [
                              ['umap', 'UMAP'],
                              ['pca', 'PCA'],
                          ],
                          this.projection(),
                          (projection) => app.go('map', { projection, x: null, y: null, k: null }),
                      ),
            ),
        );
    }

    toggleLasso() {
        this.scatter.setMode(this.scatter.mode === 'lasso' ? 'pan' : 'lasso');
        this.app.announce(t(this.scatter.mode === 'lasso' ? 'lassoOn' : 'lassoOff'));
        this.showTools();
    }

    select(indices, title) {
        if (this.scatter.mode === 'lasso') {
            this.toggleLasso();
        }
        this.selected = indices;
        this.scatter.setEmphasis(indices);
        const words = indices.map((index) => this.data.words[index]);
        this.selectionPanel.hidden = false;
        fill(
            this.selectionPanel,
            el(
                'header',
                {},
                el('h2', { tabindex: -1 }, `${title} · ${t('nWords', { n: formatNumber(words.length) })}`),
                iconButton('close', t('clearSelection'), () => this.clearSelection()),
            ),
            el(
                'div',
                { class: 'card-actions' },
                button(t('exportTsv'), () => this.exportSelection(), {
                    class: 'button primary small',
                    disabled: !words.length,
                }),
                words.length > 1
                    ? el(
                          'a',
                          { class: 'button small', href: this.app.href('matrix', { words: words.slice(0, 30) }) },
                          t('view.matrix'),
                      )
                    : null,
            ),
            words.length
                ? el(
                      'p',
                      { class: 'word-cloud' },
                      words.slice(0, LISTED).map((word) => [wordLink(this.app, word), ' ']),
                  )
                : el('p', { class: 'hint' }, t('emptySelection')),
            words.length > LISTED
                ? el('p', { class: 'hint' }, t('moreInExport', { n: formatNumber(words.length - LISTED) }))
                : null,
        );
        this.app.announce(t('nWordsSelected', { n: formatNumber(words.length) }));
        this.selectionPanel.querySelector('h2').focus({ preventScroll: true });
    }

    clearSelection() {
        const focused = this.selectionPanel.contains(document.activeElement);
        this.selected = null;
        this.selectionPanel.hidden = true;
        if (this.data) {
            this.applyEmphasis();
        }
        if (focused) {
            this.scatter.overlay.focus({ preventScroll: true });
        }
    }

    exportSelection() {
        const { words, counts, x, y } = this.data;
        const clusters = this.groups?.parameter === 'cluster' ? this.groups.assignment : null;
        let text = tsvLine(['word', 'rank', 'count', 'x', 'y', ...(clusters ? ['cluster'] : [])]);
        for (const index of this.selected) {
            text += tsvLine([
                words[index],
                index + 1,
                counts[index] || '',
                x[index],
                y[index],
                ...(clusters ? [clusters[index]] : []),
            ]);
        }
        download('selection.tsv', 'text/tab-separated-values;charset=utf-8', text);
    }

    themeChanged() {
        this.scatter.setTheme(canvasTheme());
        if (this.data) {
            this.colour();
        }
    }

    destroy() {
        this.scatter.destroy();
    }
}

function roundedView({ x, y, k }) {
    return { x: x.toFixed(4), y: y.toFixed(4), k: k.toPrecision(4) };
}

/** The neighbours that are near on the map as well, at most six: a far one would zoom out too much. */
function nearestOnMap({ x, y }, index, neighbours) {
    const distance = (other) => Math.hypot(x[other] - x[index], y[other] - y[index]);
    return [...neighbours]
        .sort((one, other) => distance(one) - distance(other))
        .slice(0, Math.min(6, Math.ceil(neighbours.length * 0.7)));
}

export { MapView };
