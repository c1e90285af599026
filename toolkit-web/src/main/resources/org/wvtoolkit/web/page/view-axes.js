/** Words placed between two poles, on one axis or two. */
import { el, fill, download, tsvLine } from './dom.js';
import { t, formatScore } from './i18n.js';
import { FormView } from './form-view.js';
import { completionInput } from './completion.js';
import { Scatter } from './scatter.js';
import { canvasTheme } from './colors.js';
import { splitWords } from './router.js';
import { button, problemBox, select, wordLink, wordsArea } from './widgets.js';

const EXAMPLES = [
    { xMinus: ['bad'], xPlus: ['good'] },
    {
        xMinus: ['he', 'man'],
        xPlus: ['she', 'woman'],
        words: [
            'nurse',
            'doctor',
            'engineer',
            'teacher',
            'actress',
            'soldier',
            'dancer',
            'king',
            'queen',
            'secretary',
            'scientist',
            'singer',
            'boxer',
            'model',
        ],
    },
    { xMinus: ['small'], xPlus: ['large'], yMinus: ['slow'], yPlus: ['fast'] },
];
const LISTED = 400;

class AxesView extends FormView {
    constructor(app) {
        super(app, t('view.axes'), t('axesText'));
        this.tooltip = el('div', { class: 'tooltip', hidden: true });
    }

    show() {
        const { xPlus = [], xMinus = [], yPlus = [], yMinus = [], words = [], n = '500' } = this.parameters;
        if (!this.changed(xPlus, xMinus, yPlus, yMinus, words, n)) {
            return;
        }
        this.showForm({ xPlus, xMinus, yPlus, yMinus, words, n });
        if (!xPlus.length || !xMinus.length) {
            this.clear(this.examples());
            return;
        }
        const both = yPlus.length && yMinus.length;
        this.run(
            () =>
                this.app.source.axes(this.app.model(), {
                    xPlus,
                    xMinus,
                    yPlus: both ? yPlus : [],
                    yMinus: both ? yMinus : [],
                    word: words,
                    n: Math.min(5_000, Number(n) || 500),
                }),
            (answer) => this.render(answer),
            (word, other) =>
                this.app.go(
                    'axes',
                    Object.fromEntries(
                        Object.entries({ xPlus, xMinus, yPlus, yMinus, words }).map(([name, list]) => [
                            name,
                            list.map((item) => (item === word ? other : item)),
                        ]),
                    ),
                ),
        );
    }

    showForm({ xPlus, xMinus, yPlus, yMinus, words, n }) {
        const { app } = this;
        const pole = (label, value, placeholder) =>
            completionInput(app, { label, value: value.join(', '), placeholder, multiple: true });
        const fields = {
            xMinus: pole(t('left'), xMinus, 'bad'),
            xPlus: pole(t('right'), xPlus, 'good'),
            yMinus: pole(t('bottom'), yMinus, t('optional')),
            yPlus: pole(t('top'), yPlus, t('optional')),
        };
        const list = wordsArea(t('axesWords'), words.join(', '), t('axesWordsHint'));
        const submit = (event) => {
            event.preventDefault();
            const values = Object.fromEntries(
                Object.entries(fields).map(([name, field]) => [name, splitWords(field.input.value)]),
            );
            const missing =
                ['xMinus', 'xPlus'].find((name) => !values[name].length) ??
                (values.yMinus.length !== 0 && !values.yPlus.length
                    ? 'yPlus'
                    : values.yPlus.length !== 0 && !values.yMinus.length
                      ? 'yMinus'
                      : undefined);
            if (missing) {
                fields[missing].input.focus();
                app.announce(t('fillPoles'));
                return;
            }
            app.go('axes', { ...values, words: splitWords(list.area.value), word: null });
        };
        fill(
            this.form,
            el(
                'form',
                { class: 'axes-form', onsubmit: submit },
                el(
                    'fieldset',
                    {},
                    el('legend', {}, t('firstAxis')),
                    fields.xMinus.element,
                    el('span', { class: 'operator', 'aria-hidden': 'true' }, '↔'),
                    fields.xPlus.element,
                ),
                el(
                    'fieldset',
                    {},
                    el('legend', {}, t('secondAxis')),
                    fields.yMinus.element,
                    el('span', { class: 'operator', 'aria-hidden': 'true' }, '↕'),
                    fields.yPlus.element,
                ),
                list.element,
                el(
                    'div',
                    { class: 'form-actions' },
                    el('button', { class: 'button primary' }, t('place')),
                    words.length
                        ? null
                        : select(
                              t('howMany'),
                              ['200', '500', '1000', '2000', '5000'].map((value) => [value, value]),
                              String(n),
                              (value) => app.go('axes', { n: value }),
                          ),
                ),
            ),
        );
    }

    examples() {
        const ids = this.app.maps.loaded(this.app.model(), 'umap')?.ids;
        const known = EXAMPLES.filter(
            (example) =>
                !ids ||
                Object.values(example)
                    .flat()
                    .every((word) => ids.has(word)),
        );
        const pair = (minus, plus, arrow) => `${minus.join(', ')} ${arrow} ${plus.join(', ')}`;
        const describe = ({ xMinus, xPlus, yMinus, yPlus }) =>
            [pair(xMinus, xPlus, '↔'), yMinus ? pair(yMinus, yPlus, '↕') : null].filter(Boolean).join(' · ');
        return known.length
            ? el(
                  'div',
                  { class: 'empty' },
                  el('p', {}, t('examples')),
                  el(
                      'ul',
                      { class: 'plain' },
                      known.map((example) =>
                          el(
                              'li',
                              {},
                              el('a', { href: this.app.href('axes', { ...example, word: null }) }, describe(example)),
                          ),
                      ),
                  ),
              )
            : null;
    }

    render(answer) {
        const two = answer.axes.length > 1;
        const sorted = [...answer.points].sort((one, other) => other.x - one.x);
        return [
            answer.unknown.length ? problemBox(this.app, { code: 'unknown-word', unknown: answer.unknown }) : null,
            answer.points.length
                ? two || answer.points.length > 40
                    ? this.scatterChart(answer, two)
                    : this.stripChart(answer)
                : null,
            el(
                'div',
                { class: 'card-actions' },
                button(t('exportTsv'), () => this.export(answer, two), { class: 'button small' }),
            ),
            el(
                'details',
                { class: 'table-details', open: answer.points.length <= 40 },
                el('summary', {}, t('asTable')),
                el(
                    'div',
                    { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': t('asTable') },
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
                                answer.axes.map((axis) =>
                                    el(
                                        'th',
                                        { scope: 'col', class: 'number' },
                                        `${axis.minus.join(', ')} → ${axis.plus.join(', ')}`,
                                    ),
                                ),
                            ),
                        ),
                        el(
                            'tbody',
                            {},
                            sorted
                                .slice(0, LISTED)
                                .map((point) =>
                                    el(
                                        'tr',
                                        {},
                                        el('th', { scope: 'row' }, wordLink(this.app, point.word)),
                                        el('td', { class: 'number' }, formatScore(point.x)),
                                        two ? el('td', { class: 'number' }, formatScore(point.y)) : null,
                                    ),
                                ),
                        ),
                    ),
                ),
                sorted.length > LISTED
                    ? el('p', { class: 'hint' }, t('moreInExport', { n: sorted.length - LISTED }))
                    : null,
            ),
        ];
    }

    /** A few words on one axis: one row per word, from the negative pole to the positive. */
    stripChart(answer) {
        const [axis] = answer.axes;
        const sorted = [...answer.points].sort((one, other) => other.x - one.x);
        const reach = Math.max(0.1, ...sorted.map((point) => Math.abs(point.x)));
        return el(
            'figure',
            { class: 'chart strip' },
            el(
                'div',
                { class: 'strip-poles', 'aria-hidden': 'true' },
                el('span', {}, `← ${axis.minus.join(', ')}`),
                el('span', {}, `${axis.plus.join(', ')} →`),
            ),
            el(
                'ol',
                {},
                sorted.map((point) =>
                    el(
                        'li',
                        {},
                        el(
                            'span',
                            { class: point.x < 0 ? 'strip-word negative' : 'strip-word' },
                            wordLink(this.app, point.word),
                        ),
                        el(
                            'span',
                            { class: 'strip-track' },
                            el(
                                'span',
                                {
                                    class: stripClass(point.x, reach),
                                    style: {
                                        left: `${50 + (Math.min(0, point.x) / reach) * 46}%`,
                                        width: `${(Math.abs(point.x) / reach) * 46}%`,
                                    },
                                },
                                el('span', { class: 'score' }, formatScore(point.x)),
                            ),
                        ),
                    ),
                ),
            ),
        );
    }

    scatterChart(answer, two) {
        const { app } = this;
        const [first, second] = answer.axes;
        const stage = el('div', { class: 'axes-stage' });
        const points = answer.points;
        const chart = el(
            'figure',
            { class: 'chart axes-chart' },
            stage,
            el('span', { class: 'pole left' }, `← ${first.minus.join(', ')}`),
            el('span', { class: 'pole right' }, `${first.plus.join(', ')} →`),
            two
                ? [
                      el('span', { class: 'pole top' }, `↑ ${second.plus.join(', ')}`),
                      el('span', { class: 'pole bottom' }, `↓ ${second.minus.join(', ')}`),
                  ]
                : el('span', { class: 'pole top' }, `↑ ${t('frequent')}`),
            this.tooltip,
        );
        this.teardown?.();
        this.scatter = new Scatter(stage, {
            pick: (index) => app.go(undefined, { word: points[index].word }),
            hover: (index, x, y) => {
                this.tooltip.hidden = index < 0;
                if (index >= 0) {
                    fill(
                        this.tooltip,
                        el('strong', {}, points[index].word),
                        el(
                            'span',
                            {},
                            two
                                ? `${formatScore(points[index].x)} · ${formatScore(points[index].y)}`
                                : formatScore(points[index].x),
                        ),
                    );
                    this.tooltip.style.setProperty('left', `${Math.min(x + 12, stage.clientWidth - 150)}px`);
                    this.tooltip.style.setProperty('top', `${y + 12}px`);
                }
            },
            announce: (text) => app.announce(text),
            underlay: (context, scatter) => drawZeroLines(context, scatter, two),
        });
        this.scatter.overlay.setAttribute('aria-label', t('axesLabel'));
        this.scatter.setTheme(canvasTheme());
        const maxId = Math.max(...points.map((point) => point.id), 1);
        this.scatter.setData({
            words: points.map((point) => point.word),
            x: Float32Array.from(points, (point) => point.x),
            y: Float32Array.from(points, (point) => (two ? point.y : 1 - Math.log(point.id + 2) / Math.log(maxId + 2))),
            stretch: true,
        });
        const scale = d3.interpolateRgbBasis([
            d3.color(canvasTheme().accent).formatHex(),
            canvasTheme().muted,
            '#d9542b',
        ]);
        const reach = Math.max(0.05, ...points.map((point) => Math.abs(point.x)));
        this.scatter.setColors(
            Uint16Array.from(points, (point) => Math.round(16 + (16 * point.x) / reach)),
            d3.range(33).map((step) => scale(1 - step / 32)),
        );
        this.cardChanged(this.card);
        return chart;
    }

    /** Marks the current word on the chart. */
    cardChanged(card) {
        this.card = card;
        if (this.scatter) {
            const index = card ? this.scatter.words.indexOf(card.word) : -1;
            this.scatter.setMarks(index < 0 ? [] : [{ index, kind: 'selected' }]);
        }
    }

    teardown() {
        this.scatter?.destroy();
        this.scatter = null;
    }

    export(answer, two) {
        let text = tsvLine(['word', 'x', ...(two ? ['y'] : [])]);
        for (const point of answer.points) {
            text += tsvLine([point.word, point.x, ...(two ? [point.y] : [])]);
        }
        download('axes.tsv', 'text/tab-separated-values;charset=utf-8', text);
    }
}

function stripClass(value, reach) {
    return ['strip-bar', value < 0 ? 'negative' : '', Math.abs(value) < reach / 3 ? 'short' : ''].join(' ');
}

/** Lines where the projection is zero. */
function drawZeroLines(context, scatter, two) {
    const { domain, transform } = scatter;
    const zeroX = transform.x + transform.k * (scatter.originX + (scatter.baseX * (0 - domain.minX)) / domain.spanX);
    const zeroY =
        transform.y + transform.k * (scatter.originY + scatter.baseY * (1 - (0 - domain.minY) / domain.spanY));
    context.strokeStyle = scatter.theme.line;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(Math.round(zeroX) + 0.5, 0);
    context.lineTo(Math.round(zeroX) + 0.5, scatter.height);
    if (two) {
        context.moveTo(0, Math.round(zeroY) + 0.5);
        context.lineTo(scatter.width, Math.round(zeroY) + 0.5);
    }
    context.stroke();
}

export { AxesView };
