/**
 * A scatter plot of up to 100,000 labelled points on two stacked canvases: points are blended into a pixel buffer,
 * labels and markers are drawn above them. d3-zoom supplies wheel, drag and touch gestures, d3-quadtree finds the
 * point below the pointer.
 *
 * Points are expected in order of decreasing frequency: the order decides which labels appear first and which points
 * are on top.
 */
import { debounce } from './dom.js';

const LABEL_LIMIT = 140;
/** Labels to try per frame: bounds the work where many of them collide. */
const LABEL_ATTEMPTS = 2_500;
/** Edge of a cell, in CSS pixels, of the grid that records occupied label area. */
const CELL = 6;
const WIDTH_CACHE_LIMIT = 50_000;
/** The most frequent words have bold labels. */
const STRONG_LABELS = 150;
const MIN_SCALE = 0.6;
const MAX_SCALE = 600;
/** Share of the points at each end of an axis that need not fit into the window. */
const OUTLIERS = 0.002;

/** Coverage masks of discs, by radius in quarters of a device pixel. */
const discs = new Map();

function disc(radius) {
    const key = Math.max(2, Math.round(radius * 4));
    let mask = discs.get(key);
    if (!mask) {
        const r = key / 4;
        const half = Math.ceil(r - 0.5);
        const offsets = [];
        for (let dy = -half; dy <= half; dy++) {
            for (let dx = -half; dx <= half; dx++) {
                const coverage = Math.min(1, Math.max(0, r + 0.5 - Math.hypot(dx, dy)));
                if (coverage > 0.02) {
                    offsets.push(dx, dy, coverage);
                }
            }
        }
        mask = { half, offsets };
        discs.set(key, mask);
    }
    return mask;
}

/** Converts a CSS colour to its red-blue and green parts in the pixel order of a little-endian canvas buffer. */
function pixelOf(color) {
    const { r, g, b } = d3.rgb(color);
    return (255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r);
}

class Scatter {
    /**
     * @param host element that receives the canvases; its size decides theirs
     * @param handlers `pick(index)`, `hover(index, x, y)`, `move(view)`, `lasso(indices)`, `announce(text)`
     */
    constructor(host, handlers) {
        this.host = host;
        this.handlers = handlers;
        this.points = document.createElement('canvas');
        this.overlay = document.createElement('canvas');
        this.points.className = 'scatter-points';
        this.overlay.className = 'scatter-overlay';
        this.points.setAttribute('aria-hidden', 'true');
        this.overlay.tabIndex = 0;
        this.overlay.setAttribute('role', 'application');
        host.append(this.points, this.overlay);
        this.count = 0;
        this.mode = 'pan';
        this.marks = [];
        this.emphasis = null;
        this.hovered = -1;
        this.cursor = -1;
        this.labelled = [];
        this.transform = d3.zoomIdentity;
        this.widths = new Map();
        this.fontFamily = getComputedStyle(document.documentElement).fontFamily;
        this.frame = 0;
        this.theme = { background: '#ffffff', text: '#1c2230', halo: '#ffffff', accent: '#4f46e5', muted: '#68738a' };
        this.reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

        this.zoom = d3
            .zoom()
            .scaleExtent([MIN_SCALE, MAX_SCALE])
            .filter(
                (event) =>
                    !event.button && (this.mode === 'pan' || event.type === 'wheel' || event.touches?.length > 1),
            )
            .clickDistance(4)
            .on('zoom', (event) => {
                this.transform = event.transform;
                this.requestDraw();
                this.reportMove();
            });
        this.reportMove = debounce(() => this.handlers.move?.(this.view()), 250);
        d3.select(this.overlay).call(this.zoom).on('dblclick.zoom', null);
        this.listen();
        this.observer = new ResizeObserver(() => this.resize());
        this.observer.observe(host);
    }

    /**
     * Replaces the points.
     *
     * @param data `words` (array), `x`, `y` (Float32Array, any unit; aspect is kept unless `stretch`), most frequent
     *     first
     */
    setData({ words, x, y, stretch = false }) {
        const n = words.length;
        const [minX, maxX] = extent(x, stretch);
        const [minY, maxY] = extent(y, stretch);
        const spanX = maxX - minX || 1;
        const spanY = maxY - minY || 1;
        const span = Math.max(spanX, spanY);
        this.stretch = stretch;
        this.domain = { minX, minY, spanX: stretch ? spanX : span, spanY: stretch ? spanY : span };
        const offsetX = stretch ? 0 : (1 - spanX / span) / 2;
        const offsetY = stretch ? 0 : (1 - spanY / span) / 2;
        this.offset = [offsetX, offsetY];
        this.words = words;
        this.count = n;
        this.x = new Float32Array(n);
        this.y = new Float32Array(n);
        for (let i = 0; i < n; i++) {
            this.x[i] = offsetX + (x[i] - minX) / this.domain.spanX;
            this.y[i] = 1 - (offsetY + (y[i] - minY) / this.domain.spanY);
        }
        this.colors = new Uint16Array(n);
        this.palette = Int32Array.of(pixelOf(this.theme.accent));
        this.tree = null;
        this.hovered = -1;
        this.cursor = -1;
        this.marks = [];
        this.emphasis = null;
        this.widths.clear();
        this.resize();
    }

    /** Colours point i by `palette[indices[i]]`, CSS colours. */
    setColors(indices, palette) {
        this.colors = indices;
        this.paletteText = palette;
        this.palette = Int32Array.from(palette, pixelOf);
        this.requestDraw();
    }

    setTheme(theme) {
        this.theme = theme;
        if (!this.count && this.image) {
            this.clear();
        }
        this.requestDraw();
    }

    /** Marks points: `[{index, kind: 'selected' | 'neighbour' | 'query'}]`; marked points are always labelled. */
    setMarks(marks) {
        this.marks = marks;
        this.requestDraw();
    }

    /** Draws all points outside the set faintly; `null` draws all alike. */
    setEmphasis(indices) {
        this.emphasis = null;
        if (indices) {
            this.emphasis = new Uint8Array(this.count);
            for (const index of indices) {
                this.emphasis[index] = 1;
            }
        }
        this.requestDraw();
    }

    setMode(mode) {
        this.mode = mode;
        this.overlay.classList.toggle('lasso', mode === 'lasso');
    }

    resize() {
        const bounds = this.host.getBoundingClientRect();
        const width = Math.max(1, Math.floor(bounds.width));
        const height = Math.max(1, Math.floor(bounds.height));
        if (bounds.width < 2 || bounds.height < 2) {
            return;
        }
        const ratio = Math.min(2, window.devicePixelRatio || 1);
        const view = this.width ? this.view() : (this.pendingView ?? { x: 0.5, y: 0.5, k: 1 });
        this.pendingView = null;
        if (this.width !== width || this.height !== height || this.ratio !== ratio) {
            this.width = width;
            this.height = height;
            this.ratio = ratio;
            for (const canvas of [this.points, this.overlay]) {
                canvas.width = Math.round(width * ratio);
                canvas.height = Math.round(height * ratio);
            }
            this.pointContext = this.points.getContext('2d', { alpha: false });
            this.overlayContext = this.overlay.getContext('2d');
            this.image = this.pointContext.createImageData(this.points.width, this.points.height);
            this.pixels = new Int32Array(this.image.data.buffer);
            this.clear();
        }
        const margin = Math.min(34, width * 0.06);
        const inset = Math.min(width, height) - 2 * margin;
        this.baseX = this.stretch ? width - 2 * margin - 40 : inset;
        this.baseY = this.stretch ? height - 2 * margin - 20 : inset;
        this.originX = (width - this.baseX) / 2;
        this.originY = (height - this.baseY) / 2;
        this.setView(view);
        this.requestDraw();
    }

    /** Fills the canvas with the background. */
    clear() {
        this.pixels.fill(pixelOf(this.theme.background));
        this.pointContext.putImageData(this.image, 0, 0);
    }

    /** The view independent of the canvas size: centre in unit coordinates, and scale. */
    view() {
        const { k, x, y } = this.transform;
        return {
            x: ((this.width / 2 - x) / k - this.originX) / this.baseX,
            y: ((this.height / 2 - y) / k - this.originY) / this.baseY,
            k,
        };
    }

    transformOf({ x, y, k }) {
        return d3.zoomIdentity
            .translate(
                this.width / 2 - k * (this.originX + this.baseX * x),
                this.height / 2 - k * (this.originY + this.baseY * y),
            )
            .scale(k);
    }

    setView(view, animated = false) {
        if (!this.width) {
            this.pendingView = view;
            return;
        }
        const selection = d3.select(this.overlay);
        const target =
            animated && !this.reducedMotion.matches
                ? selection.transition().duration(650).ease(d3.easeCubicInOut)
                : selection.interrupt();
        target.call(this.zoom.transform, this.transformOf(view));
    }

    fit() {
        this.setView({ x: 0.5, y: 0.5, k: 1 }, true);
    }

    /** Moves so that the given points are all in view; a single point is centred at a readable scale. */
    flyTo(indices) {
        const shown = indices.filter((index) => index >= 0 && index < this.count);
        if (!shown.length) {
            return;
        }
        const [first] = shown;
        let reachX = 0,
            reachY = 0;
        for (const index of shown) {
            reachX = Math.max(reachX, Math.abs(this.x[index] - this.x[first]));
            reachY = Math.max(reachY, Math.abs(this.y[index] - this.y[first]));
        }
        const largest = 16;
        const scale = Math.min(
            largest,
            reachX ? (this.width * 0.42) / (reachX * this.baseX) : largest,
            reachY ? (this.height * 0.42) / (reachY * this.baseY) : largest,
        );
        this.setView({ x: this.x[first], y: this.y[first], k: Math.max(1, scale) }, true);
    }

    panBy(dx, dy) {
        d3.select(this.overlay).call(this.zoom.translateBy, dx / this.transform.k, dy / this.transform.k);
    }

    /** Zooms about the centre. Steps that follow each other quickly add up: a new one starts from the end of the last. */
    zoomBy(factor) {
        const selection = d3.select(this.overlay);
        if (this.reducedMotion.matches) {
            selection.interrupt().call(this.zoom.scaleBy, factor);
            return;
        }
        const step = { scale: (this.zoomStep?.scale ?? this.transform.k) * factor };
        this.zoomStep = step;
        const ended = () => {
            if (this.zoomStep === step) {
                this.zoomStep = null;
            }
        };
        selection
            .transition()
            .duration(200)
            .call(this.zoom.scaleTo, step.scale)
            .on('end.step interrupt.step cancel.step', ended);
    }

    screenX(index) {
        return this.transform.x + this.transform.k * (this.originX + this.baseX * this.x[index]);
    }

    screenY(index) {
        return this.transform.y + this.transform.k * (this.originY + this.baseY * this.y[index]);
    }

    requestDraw() {
        if (!this.frame) {
            this.frame = requestAnimationFrame(() => {
                this.frame = 0;
                this.draw();
            });
        }
    }

    draw() {
        if (!this.count || !this.width) {
            return;
        }
        this.drawPoints();
        this.drawOverlay();
        this.host.dataset.drawn = 'true';
    }

    /**
     * Blends all visible points into the pixel buffer, the rarest first. Two canvas calls per frame instead of one per
     * point: this is what keeps 80,000 points smooth without a graphics processor.
     */
    drawPoints() {
        const { pixels, x, y, colors, palette, emphasis, ratio } = this;
        const width = this.points.width;
        const height = this.points.height;
        pixels.fill(pixelOf(this.theme.background));
        const k = this.transform.k;
        const scaleX = k * this.baseX * ratio;
        const scaleY = k * this.baseY * ratio;
        const shiftX = (this.transform.x + k * this.originX) * ratio;
        const shiftY = (this.transform.y + k * this.originY) * ratio;
        const crowd = Math.min(1, 20_000 / this.count);
        const zoomed = Math.log2(Math.max(1, k));
        const small = Math.min(3.2, 0.75 + 0.5 * crowd + 0.36 * zoomed) * ratio;
        const alpha = Math.min(1, 0.5 + 0.35 * crowd + 0.09 * zoomed);
        const large = small + 0.9 * ratio;
        const frequent = Math.min(this.count, Math.round(60 * k * k) + 240);
        for (let pass = 0; pass < 2; pass++) {
            const mask = disc(pass ? large : small);
            const length = mask.offsets.length / 3;
            const dx = new Int32Array(length);
            const offset = new Int32Array(length);
            const strong = new Int32Array(length);
            const faint = new Int32Array(length);
            for (let j = 0; j < length; j++) {
                dx[j] = mask.offsets[3 * j];
                offset[j] = mask.offsets[3 * j + 1] * width + dx[j];
                strong[j] = Math.round(256 * mask.offsets[3 * j + 2] * (pass ? Math.min(1, alpha + 0.25) : alpha));
                faint[j] = Math.round(256 * mask.offsets[3 * j + 2] * 0.13);
            }
            const half = mask.half;
            const from = pass ? frequent - 1 : this.count - 1;
            const to = pass ? 0 : frequent;
            for (let i = from; i >= to; i--) {
                const px = Math.round(shiftX + scaleX * x[i]);
                const py = Math.round(shiftY + scaleY * y[i]);
                if (px < half || py < half || px >= width - half || py >= height - half) {
                    continue;
                }
                const color = palette[colors[i]];
                const redBlue = color & 0xff00ff;
                const green = color & 0x00ff00;
                const weights = emphasis && !emphasis[i] ? faint : strong;
                const at = py * width + px;
                for (let j = 0; j < length; j++) {
                    const a = weights[j];
                    const rest = 256 - a;
                    const old = pixels[at + offset[j]];
                    pixels[at + offset[j]] =
                        0xff000000 |
                        (((Math.imul(old & 0xff00ff, rest) + Math.imul(redBlue, a)) >>> 8) & 0xff00ff) |
                        (((Math.imul(old & 0x00ff00, rest) + Math.imul(green, a)) >>> 8) & 0x00ff00);
                }
            }
        }
        this.pointContext.putImageData(this.image, 0, 0);
    }

    drawOverlay() {
        const context = this.overlayContext;
        context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
        context.clearRect(0, 0, this.width, this.height);
        this.handlers.underlay?.(context, this);
        this.drawMarks(context);
        this.drawLabels(context);
        if (this.lasso) {
            context.beginPath();
            this.lasso.forEach(([px, py], j) => (j ? context.lineTo(px, py) : context.moveTo(px, py)));
            context.closePath();
            context.globalAlpha = 0.12;
            context.fillStyle = this.theme.accent;
            context.fill();
            context.globalAlpha = 1;
            context.strokeStyle = this.theme.accent;
            context.setLineDash([5, 4]);
            context.lineWidth = 1.5;
            context.stroke();
            context.setLineDash([]);
        }
    }

    drawMarks(context) {
        const selected = this.marks.find((mark) => mark.kind === 'selected');
        if (selected) {
            context.strokeStyle = this.theme.accent;
            context.globalAlpha = 0.35;
            context.lineWidth = 1;
            context.beginPath();
            for (const mark of this.marks) {
                if (mark.kind === 'neighbour') {
                    context.moveTo(this.screenX(selected.index), this.screenY(selected.index));
                    context.lineTo(this.screenX(mark.index), this.screenY(mark.index));
                }
            }
            context.stroke();
            context.globalAlpha = 1;
        }
        const ring = (index, radius, color, width) => {
            context.beginPath();
            context.arc(this.screenX(index), this.screenY(index), radius, 0, 2 * Math.PI);
            context.lineWidth = width + 2;
            context.strokeStyle = this.theme.halo;
            context.stroke();
            context.lineWidth = width;
            context.strokeStyle = color;
            context.stroke();
        };
        for (const mark of this.marks) {
            if (mark.kind === 'selected') {
                ring(mark.index, 8, this.theme.accent, 3);
            } else {
                ring(mark.index, 5, this.theme.accent, 1.5);
            }
        }
        for (const index of [this.hovered, this.cursor]) {
            if (index >= 0) {
                ring(index, 6, this.theme.text, 1.5);
            }
        }
    }

    /** Greedy placement in order of frequency on an occupancy grid; marked words come first. */
    drawLabels(context) {
        const columns = Math.ceil(this.width / CELL) + 1;
        const rows = Math.ceil(this.height / CELL) + 1;
        const occupied = new Uint8Array(columns * rows);
        const family = this.fontFamily;
        const fonts = {
            marked: { key: 'm', css: `700 14px ${family}` },
            strong: { key: 's', css: `600 13px ${family}` },
            plain: { key: 'p', css: `450 12px ${family}` },
        };
        const labels = [];
        const place = (index, kind) => {
            const sx = this.screenX(index);
            const sy = this.screenY(index);
            if (sx < -60 || sy < 0 || sx > this.width || sy > this.height) {
                return false;
            }
            const font = kind !== 'plain' ? fonts.marked : index < STRONG_LABELS ? fonts.strong : fonts.plain;
            const width = this.labelWidth(context, index, font);
            const gap = kind === 'selected' ? 14 : 7;
            let left = sx + gap;
            if (left + width > this.width) {
                left = sx - gap - width;
            }
            const c0 = Math.max(0, Math.floor((left - 2) / CELL));
            const c1 = Math.min(columns - 1, Math.floor((left + width + 2) / CELL));
            const r0 = Math.max(0, Math.floor((sy - 8) / CELL));
            const r1 = Math.min(rows - 1, Math.floor((sy + 8) / CELL));
            for (let r = r0; r <= r1; r++) {
                for (let c = c0; c <= c1; c++) {
                    if (occupied[r * columns + c]) {
                        return false;
                    }
                }
            }
            for (let r = r0; r <= r1; r++) {
                occupied.fill(1, r * columns + c0, r * columns + c1 + 1);
            }
            labels.push({ text: shorten(this.words[index]), left: Math.round(left), top: Math.round(sy), font, kind });
            return true;
        };
        const forced = new Set();
        const inOrder = [...this.marks].sort(
            (one, other) => (one.kind === 'selected' ? -1 : 0) - (other.kind === 'selected' ? -1 : 0),
        );
        for (const { index, kind } of inOrder) {
            place(index, kind);
            forced.add(index);
        }
        const limit = Math.min(LABEL_LIMIT, 20 + Math.round((this.width * this.height) / 7_000));
        this.labelled = [];
        let attempts = 0;
        const k = this.transform.k;
        const left = -this.transform.x / k,
            right = (this.width - this.transform.x) / k;
        const top = -this.transform.y / k,
            bottom = (this.height - this.transform.y) / k;
        const x0 = (left - this.originX) / this.baseX,
            x1 = (right - this.originX) / this.baseX;
        const y0 = (top - this.originY) / this.baseY,
            y1 = (bottom - this.originY) / this.baseY;
        for (let i = 0; i < this.count && this.labelled.length < limit && attempts < LABEL_ATTEMPTS; i++) {
            const px = this.x[i];
            const py = this.y[i];
            if (px < x0 || px > x1 || py < y0 || py > y1 || forced.has(i) || (this.emphasis && !this.emphasis[i])) {
                continue;
            }
            attempts++;
            if (place(i, 'plain')) {
                this.labelled.push(i);
            }
        }
        this.paintLabels(context, labels);
    }

    /**
     * Writes the placed labels, grouped by font and with all halos first: changes of font and colour cost more than
     * the text itself.
     */
    paintLabels(context, labels) {
        context.textBaseline = 'middle';
        context.lineJoin = 'round';
        context.lineWidth = 3.5;
        context.strokeStyle = this.theme.halo;
        context.fillStyle = this.theme.text;
        labels.sort((one, other) => one.font.key.localeCompare(other.font.key));
        for (const paint of ['strokeText', 'fillText']) {
            context.globalAlpha = paint === 'strokeText' ? 0.85 : 1;
            let font = null;
            for (const label of labels) {
                if (label.font !== font) {
                    font = label.font;
                    context.font = font.css;
                }
                if (paint === 'fillText' && label.kind === 'selected') {
                    context.fillStyle = this.theme.accent;
                    context.fillText(label.text, label.left, label.top);
                    context.fillStyle = this.theme.text;
                } else {
                    context[paint](label.text, label.left, label.top);
                }
            }
        }
    }

    /** Width of a label, measured once. */
    labelWidth(context, index, font) {
        const key = `${font.key}/${index}`;
        let width = this.widths.get(key);
        if (width === undefined) {
            if (this.widths.size > WIDTH_CACHE_LIMIT) {
                this.widths.clear();
            }
            context.font = font.css;
            width = context.measureText(shorten(this.words[index])).width;
            this.widths.set(key, width);
        }
        return width;
    }

    /** Index of the point nearest to a position, at most `reach` CSS pixels away, or -1. */
    find(px, py, reach = 12) {
        if (!this.count) {
            return -1;
        }
        this.tree ??= d3.quadtree(
            d3.range(this.count),
            (i) => this.x[i] * this.baseX,
            (i) => this.y[i] * this.baseY,
        );
        const { k, x, y } = this.transform;
        return this.tree.find((px - x) / k - this.originX, (py - y) / k - this.originY, reach / k) ?? -1;
    }

    listen() {
        const target = this.overlay;
        const position = (event) => {
            const bounds = target.getBoundingClientRect();
            return [event.clientX - bounds.left, event.clientY - bounds.top];
        };
        target.addEventListener('pointermove', (event) => {
            if (this.lasso || event.buttons) {
                return;
            }
            const [px, py] = position(event);
            this.hover(this.find(px, py), px, py);
        });
        target.addEventListener('pointerleave', () => this.hover(-1, 0, 0));
        target.addEventListener('click', (event) => {
            if (this.mode === 'pan' && !event.defaultPrevented) {
                const index = this.find(...position(event));
                if (index >= 0) {
                    this.handlers.pick?.(index);
                }
            }
        });
        target.addEventListener('pointerdown', (event) => {
            if (this.mode !== 'lasso' || event.button) {
                return;
            }
            try {
                target.setPointerCapture(event.pointerId);
            } catch {
                // A pointer that has ended cannot be captured; the lasso then follows events inside the canvas alone.
            }
            this.lasso = [position(event)];
            const extend = (next) => {
                this.lasso.push(position(next));
                this.requestDraw();
            };
            const finish = () => {
                target.removeEventListener('pointermove', extend);
                target.removeEventListener('pointerup', finish);
                target.removeEventListener('pointercancel', finish);
                const polygon = this.lasso;
                this.lasso = null;
                this.requestDraw();
                if (polygon.length > 2) {
                    this.handlers.lasso?.(this.inside(polygon));
                }
            };
            target.addEventListener('pointermove', extend);
            target.addEventListener('pointerup', finish);
            target.addEventListener('pointercancel', finish);
        });
        target.addEventListener('keydown', (event) => this.key(event));
        target.addEventListener('blur', () => {
            this.cursor = -1;
            this.requestDraw();
        });
    }

    hover(index, px, py) {
        if (index !== this.hovered) {
            this.hovered = index;
            this.overlay.classList.toggle('over-point', index >= 0);
            this.requestDraw();
        }
        this.handlers.hover?.(index, px, py);
    }

    inside(polygon) {
        const chosen = [];
        for (let i = 0; i < this.count; i++) {
            if (d3.polygonContains(polygon, [this.screenX(i), this.screenY(i)])) {
                chosen.push(i);
            }
        }
        return chosen;
    }

    /** Indices of all points in the visible area. */
    visible() {
        return this.inside([
            [0, 0],
            [this.width, 0],
            [this.width, this.height],
            [0, this.height],
        ]);
    }

    key(event) {
        if (event.ctrlKey || event.altKey || event.metaKey) {
            return;
        }
        const step = event.shiftKey ? 200 : 60;
        const actions = {
            ArrowLeft: () => this.panBy(step, 0),
            ArrowRight: () => this.panBy(-step, 0),
            ArrowUp: () => this.panBy(0, step),
            ArrowDown: () => this.panBy(0, -step),
            '+': () => this.zoomBy(1.6),
            '=': () => this.zoomBy(1.6),
            '-': () => this.zoomBy(1 / 1.6),
            0: () => this.fit(),
            Home: () => this.fit(),
            n: () => this.stepCursor(1),
            p: () => this.stepCursor(-1),
            Enter: () => this.cursor >= 0 && this.handlers.pick?.(this.cursor),
        };
        const action = actions[event.key];
        if (action) {
            event.preventDefault();
            action();
        }
    }

    /** Moves the keyboard cursor along the labelled points, from left to right. */
    stepCursor(direction) {
        const along = [...this.labelled, ...this.marks.map((mark) => mark.index)].sort((a, b) => this.x[a] - this.x[b]);
        if (!along.length) {
            return;
        }
        const at = along.indexOf(this.cursor);
        const next = at < 0 ? (direction > 0 ? 0 : along.length - 1) : (at + direction + along.length) % along.length;
        this.cursor = along[next];
        this.handlers.announce?.(this.words[this.cursor]);
        this.requestDraw();
    }

    destroy() {
        this.observer.disconnect();
        cancelAnimationFrame(this.frame);
        this.points.remove();
        this.overlay.remove();
    }
}

/**
 * Range of values to fit into the window. A few outliers of a large map are left outside, where they can still be
 * panned to: otherwise they would shrink everything else.
 */
function extent(values, all) {
    const sorted = Float32Array.from(values).sort();
    const left = all || values.length < 1_000 ? 0 : Math.floor(values.length * OUTLIERS);
    return [sorted[left] ?? 0, sorted[sorted.length - 1 - left] ?? 0];
}

/** Shortens very long words for display on the canvas. */
function shorten(word) {
    return word.length > 32 ? `${word.slice(0, 31)}…` : word;
}

export { Scatter };
