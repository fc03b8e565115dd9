// The whole series in one strip, the part in view marked; the mark can be dragged, a click moves it.

class Overview {
    constructor(canvas, view, palette, state) {
        Object.assign(this, {canvas, view, palette, state});
        this.pen = canvas.getContext('2d');
        this.request = oncePerFrame(() => this.draw());
        view.listeners.push(this.request);
        new ResizeObserver(this.request).observe(canvas.parentElement);
        canvas.addEventListener('pointerdown', event => this.take(event));
        canvas.addEventListener('pointermove', event => this.drag(event));
        canvas.addEventListener('pointerup', () => this.grip = null);
        canvas.addEventListener('pointercancel', () => this.grip = null);
    }

    draw() {
        const {canvas, pen, palette, view} = this;
        const {series} = this.state;
        const width = canvas.clientWidth;
        const height = canvas.clientHeight;
        if (!series || series.n === 0 || width === 0) {
            return;
        }
        const ratio = window.devicePixelRatio || 1;
        if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
            canvas.width = Math.round(width * ratio);
            canvas.height = Math.round(height * ratio);
        }
        pen.setTransform(ratio, 0, 0, ratio, 0, 0);
        pen.clearRect(0, 0, width, height);
        const whole = {from: 0, to: view.n, span: view.n, n: view.n, firstBar: 0, endBar: view.n};
        const [low, high] = series.levels.range(0, series.n);
        const room = height - 16;
        const pane = {left: 0, width, y: value => 4 + (high - value) / (high - low || 1) * room};
        const k = series.levels.levelFor(view.n / width);
        pen.strokeStyle = palette.soft;
        pen.lineWidth = 1;
        pen.beginPath();
        pixelColumns(pane, whole, series.levels, k).forEach(column => {
            pen.lineTo(column.x, pane.y(column.low));
            pen.lineTo(column.x, pane.y(column.high));
        });
        pen.stroke();
        this.drawDensity(width, height);
        const x0 = view.from / view.n * width;
        const x1 = Math.max(x0 + 6, view.to / view.n * width);
        pen.fillStyle = palette.band;
        pen.fillRect(x0, 0, x1 - x0, height);
        pen.strokeStyle = palette.accent;
        pen.lineWidth = 2;
        pen.strokeRect(Math.max(1, x0), 1, Math.min(width - 2, x1 - x0), height - 2);
    }

    /** How many signals there are along the way, as the strength of a strip at the bottom. */
    drawDensity(width, height) {
        const {pen, palette, view, state} = this;
        const {signals} = state.series;
        const cells = Math.min(view.n, Math.floor(width / 3));
        const counts = Array.from({length: cells}, (_, i) => {
            const from = Math.floor(i * view.n / cells);
            const to = Math.floor((i + 1) * view.n / cells);
            let count = 0;
            for (const strategy of state.shownStrategies) {
                count += signals.countOf(strategy, 'BUY', from, to) + signals.countOf(strategy, 'SELL', from, to);
            }
            return count;
        });
        const most = Math.max(...counts, 1);
        pen.fillStyle = palette.accent;
        counts.forEach((count, i) => {
            if (count > 0) {
                pen.globalAlpha = 0.25 + 0.75 * count / most;
                pen.fillRect(i * width / cells, height - 8, Math.max(1.5, width / cells), 5);
            }
        });
        pen.globalAlpha = 1;
    }

    take(event) {
        const bar = event.offsetX / this.canvas.clientWidth * this.view.n;
        if (bar < this.view.from || bar > this.view.to) {
            this.view.centre(bar);
        }
        this.grip = bar - this.view.from;
        this.canvas.setPointerCapture(event.pointerId);
    }

    drag(event) {
        if (this.grip !== null && this.grip !== undefined) {
            const from = event.offsetX / this.canvas.clientWidth * this.view.n - this.grip;
            this.view.set(from, from + this.view.span);
        }
    }
}
