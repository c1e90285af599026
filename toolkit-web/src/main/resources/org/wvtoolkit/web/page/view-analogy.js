/** Analogies: b − a + c, drawn as a parallelogram in the plane through the three vectors. */
import { el, fill, svg } from './dom.js';
import { t, formatNumber } from './i18n.js';
import { FormView } from './form-view.js';
import { completionInput } from './completion.js';
import { clip, scoreList, select } from './widgets.js';

/** Width of the window, in pixels, above which the drawing and the answers stand side by side; as in style.css. */
const SIDE_BY_SIDE = 1180;
/** Longest label of a point, in characters. */
const LABEL_LENGTH = 24;
const EXAMPLES = [
    ['man', 'king', 'woman'],
    ['france', 'paris', 'japan'],
    ['good', 'better', 'large'],
    ['he', 'his', 'she'],
];

class AnalogyView extends FormView {
    constructor(app) {
        super(app, t('view.analogy'), t('analogyText'));
    }

    show() {
        const { a = '', b = '', c = '', method = 'add' } = this.parameters;
        if (!this.changed(a, b, c, method)) {
            return;
        }
        this.showForm(a, b, c, method);
        if (!a || !b || !c) {
            this.clear(this.examples());
            return;
        }
        this.run(
            () => this.app.source.analogy(this.app.model(), { a, b, c, n: 12, method }),
            (answer) => this.render(answer, method),
            (word, other) =>
                this.app.go(
                    'analogy',
                    Object.fromEntries(
                        Object.entries({ a, b, c }).map(([name, value]) => [name, value === word ? other : value]),
                    ),
                ),
        );
    }

    showForm(a, b, c, method) {
        const { app } = this;
        const inputs = {
            b: completionInput(app, { label: t('analogyB'), value: b, placeholder: 'king', name: 'b' }),
            a: completionInput(app, { label: t('analogyA'), value: a, placeholder: 'man', name: 'a' }),
            c: completionInput(app, { label: t('analogyC'), value: c, placeholder: 'woman', name: 'c' }),
        };
        const submit = (event) => {
            event?.preventDefault();
            const [va, vb, vc] = ['a', 'b', 'c'].map((name) => inputs[name].input.value.trim());
            const missing = ['b', 'a', 'c'].find((name) => !inputs[name].input.value.trim());
            if (missing) {
                inputs[missing].input.focus();
                app.announce(t('fillAll'));
                return;
            }
            app.go('analogy', { a: va, b: vb, c: vc, word: null });
        };
        fill(
            this.form,
            el(
                'form',
                { class: 'analogy-form', onsubmit: submit },
                inputs.b.element,
                el('span', { class: 'operator', 'aria-hidden': 'true' }, '−'),
                inputs.a.element,
                el('span', { class: 'operator', 'aria-hidden': 'true' }, '+'),
                inputs.c.element,
                el('button', { class: 'button primary' }, t('answer')),
                select(
                    t('scoring'),
                    [
                        ['add', '3CosAdd'],
                        ['mul', '3CosMul'],
                        ...(app.source.offline ? [] : [['pair-direction', 'PairDirection']]),
                    ],
                    method,
                    (value) => app.go('analogy', { method: value === 'add' ? null : value }),
                ),
            ),
        );
    }

    examples() {
        const ids = this.app.maps.loaded(this.app.model(), 'umap')?.ids;
        const known = EXAMPLES.filter((words) => !ids || words.every((word) => ids.has(word)));
        return known.length
            ? el(
                  'div',
                  { class: 'empty' },
                  el('p', {}, t('examples')),
                  el(
                      'ul',
                      { class: 'plain' },
                      known.map(([a, b, c]) =>
                          el(
                              'li',
                              {},
                              el(
                                  'a',
                                  { href: this.app.href('analogy', { a, b, c, word: null }) },
                                  `${b} − ${a} + ${c}`,
                              ),
                          ),
                      ),
                  ),
              )
            : null;
    }

    render(answer, method) {
        const { app } = this;
        const best = answer.neighbours[0];
        const limit = method === 'add' ? 1 : Math.max(1, best?.score ?? 1);
        return [
            best
                ? el(
                      'p',
                      { class: 'sentence' },
                      t('analogySentence', { a: answer.a, b: answer.b, c: answer.c }),
                      ' ',
                      el('strong', {}, el('a', { href: app.href(undefined, { word: best.word }) }, best.word)),
                  )
                : el('p', {}, t('noAnswer')),
            el(
                'div',
                { class: 'split' },
                answer.plane
                    ? el(
                          'figure',
                          { class: 'chart' },
                          this.parallelogram(answer),
                          el('figcaption', {}, t('planeCaption')),
                      )
                    : null,
                el(
                    'section',
                    {},
                    el('h2', {}, t('answers')),
                    scoreList(app, answer.neighbours, { limit, label: t('answers') }),
                ),
            ),
        ];
    }

    parallelogram(answer) {
        const { points } = answer.plane;
        // Text is drawn at the size of the page: a narrow window gets a smaller drawing instead of smaller text.
        const beside = window.innerWidth > SIDE_BY_SIDE;
        const room = this.result.clientWidth * (beside ? 0.6 : 1) - 28;
        const width = Math.max(300, Math.min(640, Math.round(room)));
        const height = Math.round(Math.max(260, width * 0.66));
        const narrow = width < 450;
        const xs = points.map((point) => point.x);
        const ys = points.map((point) => point.y);
        const padX = narrow ? 54 : 90;
        const padY = 48;
        const spanX = Math.max(...xs) - Math.min(...xs) || 1;
        const spanY = Math.max(...ys) - Math.min(...ys) || 1;
        const scale = Math.min((width - 2 * padX) / spanX, (height - 2 * padY) / spanY);
        const midX = (Math.max(...xs) + Math.min(...xs)) / 2;
        const midY = (Math.max(...ys) + Math.min(...ys)) / 2;
        const px = (point) => width / 2 + (point.x - midX) * scale;
        const py = (point) => height / 2 - (point.y - midY) * scale;
        const role = (name) => points.find((point) => point.role === name);
        const [a, b, c, target] = ['a', 'b', 'c', 'target'].map(role);
        const arrow = (from, to, kind) =>
            svg('line', {
                x1: px(from),
                y1: py(from),
                x2: px(to),
                y2: py(to),
                class: `arrow ${kind}`,
                'marker-end': `url(#arrow-${kind})`,
            });
        const marker = (kind) =>
            svg(
                'marker',
                {
                    id: `arrow-${kind}`,
                    viewBox: '0 0 10 10',
                    refX: 15,
                    refY: 5,
                    markerWidth: 7,
                    markerHeight: 7,
                    orient: 'auto-start-reverse',
                },
                svg('path', { d: 'M0 0 10 5 0 10z', class: `head ${kind}` }),
            );
        const placed = [];
        const label = (point, word, kind) => {
            const text = clip(word, LABEL_LENGTH);
            const extent = text.length * 8.5 + 8;
            const outward = py(point) < height / 2 ? -12 : 22;
            const candidates = [
                ...(kind === 'answer' || kind === 'best' ? [] : [[0, outward, 'middle']]),
                [10, 5, 'start'],
                [-10, 5, 'end'],
                [0, -12, 'middle'],
                [0, 22, 'middle'],
                [10, -12, 'start'],
                [10, 22, 'start'],
                [-10, -12, 'end'],
                [-10, 22, 'end'],
                [10, 38, 'start'],
                [10, -28, 'start'],
            ];
            const boxes = candidates.map(([dx, dy, anchor]) => {
                const x = px(point) + dx;
                const y = py(point) + dy;
                const left = anchor === 'start' ? x : anchor === 'end' ? x - extent : x - extent / 2;
                return { x, y, anchor, left, right: left + extent, top: y - 14, bottom: y + 4 };
            });
            const free = boxes.find(
                (box) =>
                    box.left >= 0 &&
                    box.right <= width &&
                    !placed.some(
                        (other) =>
                            box.left < other.right &&
                            box.right > other.left &&
                            box.top < other.bottom &&
                            box.bottom > other.top,
                    ),
            );
            const box = free ?? (kind === 'answer' ? null : boxes[0]);
            if (!box) {
                return null;
            }
            placed.push(box);
            return svg('text', { x: box.x, y: box.y, 'text-anchor': box.anchor, class: `point-label ${kind}` }, text);
        };
        const corners = [
            [a, answer.a],
            [b, answer.b],
            [c, answer.c],
        ];
        for (const point of points) {
            const radius = 7;
            placed.push({
                left: px(point) - radius,
                right: px(point) + radius,
                top: py(point) - radius,
                bottom: py(point) + radius,
            });
        }
        const answers = points.filter((point) => point.role === 'answer');
        const labels = [
            ...corners.map(([point, text]) => label(point, text, 'given')),
            answers[0] ? label(answers[0], answers[0].word, 'best') : null,
            label(target, t('target'), 'target'),
            ...answers.slice(1).map((point) => label(point, point.word, 'answer')),
        ];
        return svg(
            'svg',
            {
                viewBox: `0 0 ${width} ${height}`,
                role: 'img',
                'aria-label': t('planeLabel', { a: answer.a, b: answer.b, c: answer.c, d: answers[0]?.word ?? '–' }),
            },
            svg('defs', {}, marker('solid'), marker('dashed')),
            svg('polygon', {
                points: [a, b, target, c].map((point) => `${px(point)},${py(point)}`).join(' '),
                class: 'parallelogram',
            }),
            arrow(a, b, 'solid'),
            arrow(c, target, 'solid'),
            arrow(a, c, 'dashed'),
            arrow(b, target, 'dashed'),
            answers.map((point, i) =>
                svg(
                    'circle',
                    { cx: px(point), cy: py(point), r: i ? 4 : 7, class: i ? 'dot answer' : 'dot best' },
                    svg('title', {}, `${point.word} · ${t('planeDistance', { d: formatNumber(point.distance, 2) })}`),
                ),
            ),
            svg('path', {
                d: `M${px(target) - 6} ${py(target)}h12M${px(target)} ${py(target) - 6}v12`,
                class: 'cross',
            }),
            corners.map(([point]) => svg('circle', { cx: px(point), cy: py(point), r: 6, class: 'dot given' })),
            labels,
        );
    }
}

export { AnalogyView };
