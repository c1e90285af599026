/** Hypernyms and hyponyms around a word, drawn as layers from general (left) to specific (right). */
import { el, fill, svg } from './dom.js';
import { t, formatScore } from './i18n.js';
import { FormView } from './form-view.js';
import { completionInput } from './completion.js';
import { select, wordLink, scoreBar } from './widgets.js';

const NODE_WIDTH = 156;
const NODE_HEIGHT = 34;
const COLUMN_GAP = 44;
const ROW_GAP = 9;
const MARGIN = 14;
const SWEEPS = 6;
/** Relations of a neighbour to the word, strongest first. */
const RELATIONS = [
    'form',
    'synonym',
    'antonym',
    'kind of',
    'kind',
    'co-hyponym',
    'part of',
    'part',
    'derived',
    'related',
    'none',
];

class WordnetView extends FormView {
    constructor(app) {
        super(app, t('view.wordnet'), t('wordnetText'));
    }

    show() {
        const { word = '', sense = '', up = '3', down = '1' } = this.parameters;
        if (!this.changed(sense || word, up, down)) {
            return;
        }
        this.showForm(word, up, down);
        if (!word && !sense) {
            this.clear(
                this.app.features.lexicalFiles &&
                el(
                    'div',
                    { class: 'empty' },
                    el('p', {}, t('examples')),
                    el(
                        'ul',
                        { class: 'plain', lang: 'en' },
                        ['dog', 'bank', 'run', 'vehicle'].map((example) =>
                            el('li', {}, el('a', { href: this.app.href('wordnet', { word: example }) }, example)),
                        ),
                    ),
                ),
            );
            return;
        }
        const subject = sense ? { sense, word } : { word };
        this.run(
            () => this.app.source.wordnetGraph({ ...subject, up, down, limit: 90, model: this.app.model(), n: 30 }),
            (answer) => {
                requestAnimationFrame(() => this.centre());
                return this.render(answer);
            },
            (unknown, other) => this.app.go('wordnet', { word: other, sense: null }),
        );
    }

    showForm(word, up, down) {
        const { app } = this;
        const input = completionInput(app, {
            label: t('word'),
            value: word,
            choose: (chosen) => app.go('wordnet', { word: chosen, sense: null }),
        });
        fill(
            this.form,
            el(
                'form',
                {
                    class: 'inline-form',
                    onsubmit: (event) => {
                        event.preventDefault();
                        if (input.input.value.trim()) {
                            app.go('wordnet', { word: input.input.value.trim(), sense: null });
                        }
                    },
                },
                input.element,
                el('button', { class: 'button primary' }, t('draw')),
                select(
                    t('levelsUp'),
                    ['1', '2', '3', '5', '20'].map((value) => [value, value === '20' ? t('all') : value]),
                    up,
                    (value) => app.go('wordnet', { up: value }),
                ),
                select(
                    t('levelsDown'),
                    ['0', '1', '2', '3'].map((value) => [value, value]),
                    down,
                    (value) => app.go('wordnet', { down: value }),
                ),
            ),
        );
    }

    render(answer) {
        const { app } = this;
        if (!answer.nodes.length) {
            return el('p', { class: 'empty' }, t('notInWordnet', { word: answer.word }));
        }
        const focus = answer.nodes.filter((node) => node.role === 'focus');
        const scores = new Map();
        for (const neighbour of answer.neighbours) {
            for (const sense of neighbour.senses) {
                if (!scores.has(sense) || scores.get(sense).score < neighbour.score) {
                    scores.set(sense, neighbour);
                }
            }
        }
        const groups = d3.group(answer.neighbours, ({ relation }) => relation);
        return [
            focus.length > 1
                ? el(
                      'details',
                      { class: 'sense-choice' },
                      el('summary', {}, t('chooseSense', { n: focus.length })),
                      el(
                          'ol',
                          { class: 'senses', lang: app.features.wordnetLanguage },
                          focus.map((node) =>
                              el(
                                  'li',
                                  {},
                                  el('span', { class: 'pos' }, t(`pos.${node.partOfSpeech}`)),
                                  ' ',
                                  el(
                                      'a',
                                      { href: app.href('wordnet', { sense: node.id, word: answer.word }) },
                                      node.words.join(', '),
                                  ),
                                  el('p', { class: 'gloss' }, node.definition),
                              ),
                          ),
                      ),
                  )
                : el(
                      'p',
                      { class: 'gloss focus-gloss', lang: app.features.wordnetLanguage },
                      el('span', { class: 'pos' }, t(`pos.${focus[0]?.partOfSpeech ?? 'noun'}`)),
                      ' ',
                      el('strong', {}, focus[0]?.words.join(', ')),
                      focus[0]?.definition ? [': ', focus[0].definition] : null,
                  ),
            (this.scroll = el(
                'div',
                {
                    class: 'graph-scroll',
                    tabindex: 0,
                    role: 'region',
                    'aria-label': t('graphLabel', { word: answer.word }),
                },
                this.graph(answer, scores),
            )),
            el(
                'p',
                { class: 'graph-legend' },
                ['noun', 'verb', 'adjective', 'adverb']
                    .filter((pos) => answer.nodes.some((node) => node.partOfSpeech === pos))
                    .map((pos) => el('span', {}, el('span', { class: `swatch pos-${pos}` }), t(`pos.${pos}`))),
                el('span', {}, el('span', { class: 'swatch ringed' }), t('neighbourMark')),
                answer.truncated ? el('span', {}, t('truncated')) : null,
            ),
            answer.neighbours.length
                ? el(
                      'section',
                      {},
                      el('h2', {}, t('neighboursByRelation')),
                      el(
                          'div',
                          { class: 'columns' },
                          RELATIONS
                              .filter((relation) => groups.has(relation))
                              .map((relation) =>
                                  el(
                                      'section',
                                      {},
                                      el('h3', {}, t(`relation.${relation}`)),
                                      el(
                                          'ol',
                                          { class: 'score-list' },
                                          groups
                                              .get(relation)
                                              .map(({ word, score }) =>
                                                  el(
                                                      'li',
                                                      {},
                                                      wordLink(app, word, { parameters: { sense: null } }),
                                                      scoreBar(score),
                                                      el('span', { class: 'score' }, formatScore(score)),
                                                  ),
                                              ),
                                      ),
                                  ),
                              ),
                      ),
                  )
                : null,
        ];
    }

    /** Scrolls the first sense of the word to the middle. */
    centre() {
        const focus = this.scroll?.querySelector('.focus rect')?.getBoundingClientRect();
        if (focus) {
            const frame = this.scroll.getBoundingClientRect();
            this.scroll.scrollTop += focus.top - frame.top - frame.height / 2;
            this.scroll.scrollLeft += focus.left - frame.left - (frame.width - focus.width) / 2;
        }
    }

    graph(answer, scores) {
        const { app } = this;
        const { nodes, width, height } = layout(answer);
        const link = d3
            .linkHorizontal()
            .x(([x]) => x)
            .y(([, y]) => y);
        const places = new Map(nodes.map((node) => [node.id, node]));
        const edges = answer.edges
            .filter(({ from, to }) => places.has(from) && places.has(to))
            .map(({ from, to, relation }) => {
                const specific = places.get(from);
                const general = places.get(to);
                return svg('path', {
                    class: `edge ${relation}`,
                    d: link({
                        source: [general.x + NODE_WIDTH, general.y + NODE_HEIGHT / 2],
                        target: [specific.x, specific.y + NODE_HEIGHT / 2],
                    }),
                });
            });
        const boxes = [...nodes]
            .sort((one, other) => one.x - other.x || one.y - other.y)
            .map((node) => {
                const neighbour = scores.get(node.id);
                const label = [
                    t(`role.${node.role}`),
                    node.words.join(', '),
                    node.definition,
                    neighbour
                        ? t('neighbourScore', { word: neighbour.word, score: formatScore(neighbour.score) })
                        : null,
                ]
                    .filter(Boolean)
                    .join('; ');
                return svg(
                    'a',
                    {
                        href: app.href('wordnet', { sense: node.id, word: this.wordOf(node, answer) }),
                        'aria-label': label,
                        class: `node pos-${node.partOfSpeech} ${node.role}${neighbour ? ' neighbour' : ''}`,
                    },
                    svg('title', {}, [node.words.join(', '), node.definition].filter(Boolean).join(': ')),
                    svg('rect', { x: node.x, y: node.y, width: NODE_WIDTH, height: NODE_HEIGHT, rx: 9 }),
                    svg(
                        'text',
                        { x: node.x + 12, y: node.y + NODE_HEIGHT / 2 + 4.5 },
                        fitText(node.words, neighbour || node.hiddenHyponyms ? NODE_WIDTH - 58 : NODE_WIDTH - 22),
                    ),
                    neighbour
                        ? svg(
                              'text',
                              {
                                  x: node.x + NODE_WIDTH - 10,
                                  y: node.y + NODE_HEIGHT / 2 + 4.5,
                                  class: 'node-score',
                                  'text-anchor': 'end',
                              },
                              formatScore(neighbour.score, 2),
                          )
                        : null,
                    !neighbour && node.hiddenHyponyms
                        ? svg(
                              'text',
                              {
                                  x: node.x + NODE_WIDTH - 10,
                                  y: node.y + NODE_HEIGHT / 2 + 4.5,
                                  class: 'node-more',
                                  'text-anchor': 'end',
                              },
                              `+${node.hiddenHyponyms}`,
                          )
                        : null,
                );
            });
        return svg(
            'svg',
            {
                class: 'graph',
                viewBox: `0 0 ${width} ${height}`,
                style: { 'max-width': `${width}px`, 'min-width': `${Math.round(width * 0.72)}px` },
                role: 'group',
                'aria-label': t('graphLabel', { word: answer.word }),
                lang: app.features.wordnetLanguage,
            },
            edges,
            boxes,
        );
    }

    /** The word that the side panel shows after a click on a node. */
    wordOf(node, answer) {
        const current = this.parameters.word ?? answer.word;
        return node.words.includes(current)
            ? current
            : (node.words.find((word) => !/[ _]/.test(word)) ?? node.words[0]);
    }
}

/**
 * Layered layout: one column per level; rows are ordered by the mean position of adjacent nodes, then spread without
 * overlap.
 */
function layout({ nodes, edges }) {
    const depths = longestPaths(nodes, edges);
    const levels = [...d3.group(nodes, ({ id }) => depths.get(id))]
        .sort(([one], [other]) => other - one)
        .map(([, members]) => members.map((node) => ({ ...node })));
    const placed = new Map(levels.flat().map((node) => [node.id, node]));
    const adjacent = new Map([...placed.keys()].map((id) => [id, []]));
    for (const { from, to } of edges) {
        if (placed.has(from) && placed.has(to)) {
            adjacent.get(from).push(placed.get(to));
            adjacent.get(to).push(placed.get(from));
        }
    }
    const pitch = NODE_HEIGHT + ROW_GAP;
    const tallest = Math.max(...levels.map((column) => column.length));
    levels.forEach((column, c) =>
        column.forEach((node, i) => {
            node.x = MARGIN + c * (NODE_WIDTH + COLUMN_GAP);
            node.y = ((tallest - column.length) * pitch) / 2 + i * pitch;
        }),
    );
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
        const order = sweep % 2 ? [...levels].reverse() : levels;
        for (const column of order) {
            for (const node of column) {
                const near = adjacent.get(node.id);
                node.wanted = near.length ? d3.mean(near, ({ y }) => y) : node.y;
            }
            column.sort((one, other) => one.wanted - other.wanted || one.id - other.id);
            spread(column, pitch);
        }
    }
    const top = Math.min(...[...placed.values()].map(({ y }) => y));
    for (const node of placed.values()) {
        node.y += MARGIN - top;
    }
    return {
        nodes: [...placed.values()],
        width: 2 * MARGIN + levels.length * NODE_WIDTH + (levels.length - 1) * COLUMN_GAP,
        height: Math.max(...[...placed.values()].map(({ y }) => y)) + NODE_HEIGHT + MARGIN,
    };
}

/**
 * Level of each node such that every edge leads to a higher one: a hypernym reached by several paths takes the
 * longest.
 */
function longestPaths(nodes, edges) {
    const depths = new Map(nodes.map(({ id, level }) => [id, level]));
    const roles = new Map(nodes.map(({ id, role }) => [id, role]));
    for (let pass = 0; pass < nodes.length; pass++) {
        let changed = false;
        for (const { from, to } of edges) {
            if (!depths.has(from) || !depths.has(to) || depths.get(to) > depths.get(from)) {
                continue;
            }
            // Hypernyms move up; hyponyms move down, so that the senses of the word stay in one column.
            if (roles.get(to) === 'hypernym') {
                depths.set(to, depths.get(from) + 1);
                changed = true;
            } else if (roles.get(from) === 'hyponym') {
                depths.set(from, depths.get(to) - 1);
                changed = true;
            }
        }
        if (!changed) {
            break;
        }
    }
    return depths;
}

/**
 * Moves the nodes of a column, in their order, as near to the wanted positions as the pitch allows: blocks that touch
 * are centred.
 */
function spread(column, pitch) {
    const blocks = [];
    for (const node of column) {
        let block = { nodes: [node], sum: node.wanted, start: node.wanted };
        while (
            blocks.length &&
            blocks[blocks.length - 1].start + blocks[blocks.length - 1].nodes.length * pitch > block.start
        ) {
            const before = blocks.pop();
            const offset = before.nodes.length * pitch;
            const sum = before.sum + block.sum - block.nodes.length * offset;
            const joined = [...before.nodes, ...block.nodes];
            block = { nodes: joined, sum, start: sum / joined.length };
        }
        blocks.push(block);
    }
    for (const { nodes, start } of blocks) {
        nodes.forEach((node, i) => (node.y = start + i * pitch));
    }
}

/** As many words as fit into a width in pixels, at about 6.7 pixels a character. */
function fitText(words, width) {
    const room = Math.floor(width / 6.7);
    let text = words[0] ?? '';
    for (const word of words.slice(1)) {
        if (text.length + word.length + 2 > room) {
            break;
        }
        text += `, ${word}`;
    }
    return text.length > room ? `${text.slice(0, room - 1)}…` : text;
}

export { WordnetView };
