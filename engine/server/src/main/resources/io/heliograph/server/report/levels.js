// Lowest and highest of ever larger groups of values, made when a zoom first needs them, so that a year of minutes costs
// the chart no more than a screen of them: four values to a group, four groups to the next.

const FAN = 4;

class Levels {
    constructor(low, high) {
        this.low = [low];
        this.high = [high];
    }

    level(k) {
        while (this.low.length <= k) {
            const low = this.low[this.low.length - 1];
            const high = this.high[this.high.length - 1];
            const n = Math.ceil(low.length / FAN);
            const lows = new Float64Array(n);
            const highs = new Float64Array(n);
            for (let i = 0; i < n; i++) {
                let least = NaN;
                let most = NaN;
                for (let j = i * FAN; j < Math.min(low.length, (i + 1) * FAN); j++) {
                    // Written so that an undefined value never wins.
                    least = low[j] < least || least !== least ? low[j] : least;
                    most = high[j] > most || most !== most ? high[j] : most;
                }
                lows[i] = least;
                highs[i] = most;
            }
            this.low.push(lows);
            this.high.push(highs);
        }
        return k;
    }

    /** The largest level whose groups are no larger than so many values. */
    levelFor(values) {
        let k = 0;
        for (let size = FAN; size <= values && this.low[0].length > size; size *= FAN) {
            k++;
        }
        return this.level(k);
    }

    /** Lowest and highest of the values from..to (exclusive), looked up at the given level: wider by a group at most. */
    range(from, to, k = this.levelFor((to - from) / 64)) {
        const size = FAN ** k;
        const low = this.low[k];
        const high = this.high[k];
        let least = NaN;
        let most = NaN;
        const last = Math.min(low.length, Math.ceil(to / size));
        for (let i = Math.max(0, Math.floor(from / size)); i < last; i++) {
            least = low[i] < least || least !== least ? low[i] : least;
            most = high[i] > most || most !== most ? high[i] : most;
        }
        return [least, most];
    }
}
