/** Two to four models side by side: linked maps, neighbours of a word in each, and the words that differ most. */
import { el, fill } from './dom.js';
import { t, formatNumber, formatScore } from './i18n.js';
import { FormView } from './form-view.js';
import { Scatter } from './scatter.js';
import { canvasTheme, frequencyPalette, frequencySteps } from './colors.js';
import { problemBox, scoreList, spinner, wordLink } from './widgets.js';

const MODEL_LIMIT = 4;

class CompareView extends FormView {
    constructor(app) {
        super(app, t('view.compare'), t('compareText'));
        this.maps = el('div', { class: 'linked-maps' });
        this.differences = el('section', { class: 'differences' });
        this.root.append(this.differences);
        this.result.before(this.maps);
        this.scatters = [];
    }

    models() {
        const known = this.app.models.map(({ id }) => id);
        const chosen = (this.parameters.models ?? []).filter((id) => known.includes(id));
        return chosen.length > 1 ? chosen.slice(0, MODEL_LIMIT) : known.slice(0, 2);
    }

    show() {
        const { app } = this;
        if (app.models.length < 2) {
            fill(this.form);
            this.clear(
                el('p', { class: 'empty' }, t('oneModel')),
                el('pre', {}, 'wv explore -m ONE.safetensors -m OTHER.safetensors'),
            );
            return;
        }
        const models = this.models();
        if (this.changed(models)) {
            this.showForm(models);
            this.showMaps(models);
            this.showDifferences(models[0], models[1]);
            this.word = undefined;
        }
        this.showWord(models);
    }

    showForm(models) {
        const { app } = this;
        const toggle = (id, chosen) => {
            const next = chosen ? [...models, id] : models.filter((other) => other !== id);
            app.go('compare', { models: next });
        };
        fill(
            this.form,
            el(
                'fieldset',
                { class: 'model-choice' },
                el('legend', {}, t('models')),
                app.models.map(({ id }) =>
                    el(
                        'label',
                        { class: 'check' },
                        el('input', {
                            type: 'checkbox',
                            checked: models.includes(id),
                            disabled: models.includes(id) ? models.length <= 2 : models.length >= MODEL_LIMIT,
                            onchange: (event) => toggle(id, event.target.checked),
                        }),
                        id,
                    ),
                ),
            ),
        );
    }

    showMaps(models) {
        const { app } = this;
        this.teardownMaps();
        fill(
            this.maps,
            models.map((model, i) => {
                const stage = el('div', { class: 'linked-stage' });
                const notice = el('div', { class: 'map-notice' });
                const figure = el(
                    'figure',
                    {},
                    el('figcaption', {}, model),
                    el('div', { class: 'linked-frame' }, stage, notice),
                );
                const scatter = new Scatter(stage, {
                    pick: (index) => app.go('compare', { word: this.scatters[i].data.words[index] }),
                    hover: (index) => this.link(i, index),
                    announce: (text) => app.announce(text),
                });
                scatter.overlay.setAttribute('aria-label', t('mapOf', { model }));
                scatter.setTheme(canvasTheme());
                const entry = { scatter, data: null, model };
                this.scatters[i] = entry;
                const progress = (state) =>
                    fill(notice, spinner(`${t('mapComputing')} ${Math.round(100 * (state.progress ?? 0))} %`));
                const load = () => {
                    fill(notice, spinner());
                    app.maps.load(model, 'umap', progress).then(
                        (data) => {
                            if (this.scatters[i] !== entry) {
                                return;
                            }
                            entry.data = data;
                            fill(notice);
                            scatter.setData(data);
                            scatter.setColors(frequencySteps(data.counts, data.words.length), frequencyPalette());
                            this.mark();
                        },
                        (problem) => fill(notice, problemBox(app, problem, { retry: load })),
                    );
                };
                load();
                return figure;
            }),
        );
    }

    /** The word below the pointer on one map is marked on the others. */
    link(from, index) {
        const word = index >= 0 ? this.scatters[from].data.words[index] : null;
        this.scatters.forEach(({ scatter, data }, i) => {
            if (i !== from && data) {
                scatter.hovered = word === null ? -1 : (data.ids.get(word) ?? -1);
                const others = (scatter.baseMarks ?? []).filter((mark) => mark.kind !== 'query');
                scatter.setMarks(
                    scatter.hovered >= 0 ? [...others, { index: scatter.hovered, kind: 'query' }] : others,
                );
            }
        });
    }

    mark() {
        const word = this.answer?.word ?? this.parameters.word;
        this.scatters.forEach(({ scatter, data }, i) => {
            if (!data) {
                return;
            }
            const index = word ? data.ids.get(word) : undefined;
            const neighbours = (this.answer?.results[i]?.neighbours ?? [])
                .map((neighbour) => data.ids.get(neighbour.word))
                .filter((other) => other !== undefined);
            scatter.baseMarks =
                index === undefined
                    ? []
                    : [
                          { index, kind: 'selected' },
                          ...neighbours.slice(0, 10).map((other) => ({ index: other, kind: 'neighbour' })),
                      ];
            scatter.setMarks(scatter.baseMarks);
            if (index !== undefined && scatter.flown !== word) {
                scatter.flown = word;
                scatter.flyTo([index, ...neighbours.slice(0, 4)]);
            }
        });
    }

    showWord(models) {
        const word = this.parameters.word;
        if (word === this.word) {
            return;
        }
        this.word = word;
        this.answer = null;
        if (!word) {
            this.clear(el('p', { class: 'empty' }, t('chooseWord')));
            this.mark();
            return;
        }
        this.run(
            () => this.app.source.compare({ model: models, word, n: 15 }),
            (answer) => {
                this.answer = answer;
                this.mark();
                return this.render(answer);
            },
            (unknown, other) => this.app.go('compare', { word: other }),
        );
    }

    render(answer) {
        const shared = new Set(answer.shared);
        return [
            el('h2', {}, t('neighboursOf', { word: answer.word })),
            el(
                'p',
                { class: 'hint' },
                t('overlap', { percent: Math.round(100 * answer.overlap), n: formatNumber(shared.size) }),
            ),
            el(
                'div',
                { class: 'columns' },
                answer.results.map(({ model, neighbours, problem }) =>
                    el(
                        'section',
                        {},
                        el('h3', {}, model),
                        neighbours
                            ? scoreList(this.app, neighbours, { marked: shared, label: model })
                            : problemBox(this.app, { ...problem, message: problem?.detail }),
                    ),
                ),
            ),
        ];
    }

    async showDifferences(one, other) {
        const { app } = this;
        const ticket = (this.differenceTicket = (this.differenceTicket ?? 0) + 1);
        fill(this.differences, el('h2', {}, t('differences')), spinner());
        try {
            const answer = await app.source.differences({ one, other, n: 40 });
            if (ticket !== this.differenceTicket) {
                return;
            }
            fill(
                this.differences,
                el('h2', {}, t('differences')),
                el(
                    'p',
                    { class: 'hint' },
                    t('differencesText', {
                        n: formatNumber(answer.compared),
                        percent: Math.round(100 * answer.meanOverlap),
                    }),
                ),
                el(
                    'div',
                    { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': t('differences') },
                    el(
                        'table',
                        { class: 'data' },
                        el(
                            'thead',
                            {},
                            el(
                                'tr',
                                {},
                                el('th', { scope: 'col' }, t('word')),
                                el('th', { scope: 'col', class: 'number' }, t('overlapShort')),
                                el('th', { scope: 'col' }, one),
                                el('th', { scope: 'col' }, other),
                            ),
                        ),
                        el(
                            'tbody',
                            {},
                            answer.words.map((row) =>
                                el(
                                    'tr',
                                    {},
                                    el('th', { scope: 'row' }, wordLink(app, row.word)),
                                    el('td', { class: 'number' }, formatScore(row.overlap, 2)),
                                    [row.one, row.other].map((words) =>
                                        el(
                                            'td',
                                            {},
                                            words.slice(0, 6).map((word, i) => [i ? ', ' : '', wordLink(app, word)]),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            );
        } catch (problem) {
            if (ticket === this.differenceTicket) {
                fill(
                    this.differences,
                    el('h2', {}, t('differences')),
                    problemBox(app, problem, { retry: () => this.showDifferences(one, other) }),
                );
            }
        }
    }

    teardownMaps() {
        this.scatters.forEach(({ scatter }) => scatter.destroy());
        this.scatters = [];
    }

    destroy() {
        this.teardownMaps();
    }
}

export { CompareView };
