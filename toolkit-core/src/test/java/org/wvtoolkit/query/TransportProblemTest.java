package org.wvtoolkit.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TransportProblemTest {
    private static double cost(double[][] costs, long[][] flow) {
        double sum = 0;
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < costs[i].length; j++) {
                assertTrue(flow[i][j] >= 0);
                sum += costs[i][j] * flow[i][j];
            }
        }
        return sum;
    }

    /**
     * Returns the minimum cost by exhaustive search: each unit goes to every customer with
     * remaining demand.
     */
    private static double exhaustive(double[][] costs, long[] supply, long[] demand) {
        for (int i = 0; i < supply.length; i++) {
            if (supply[i] > 0) {
                double least = Double.POSITIVE_INFINITY;
                for (int j = 0; j < demand.length; j++) {
                    if (demand[j] > 0) {
                        supply[i]--;
                        demand[j]--;
                        least = Math.min(least, costs[i][j] + exhaustive(costs, supply, demand));
                        supply[i]++;
                        demand[j]++;
                    }
                }
                return least;
            }
        }
        return 0;
    }

    @Test
    @DisplayName("The cost equals that of an exhaustive search")
    void sameAsExhaustive() {
        Random random = new Random(20_260_103);
        for (int round = 0; round < 300; round++) {
            long[] supply = new long[1 + random.nextInt(4)];
            long[] demand = new long[1 + random.nextInt(4)];
            for (int unit = 0; unit < 6; unit++) {
                supply[unit < supply.length ? unit : random.nextInt(supply.length)]++;
                demand[unit < demand.length ? unit : random.nextInt(demand.length)]++;
            }
            double[][] costs = new double[supply.length][demand.length];
            for (double[] row : costs) {
                // Frequent ties and zeros.
                Arrays.setAll(row, j -> random.nextInt(3) == 0 ? random.nextInt(3) : random.nextDouble());
            }
            long[][] flow = TransportProblem.solve(costs, supply, demand);
            for (int i = 0; i < supply.length; i++) {
                assertEquals(supply[i], Arrays.stream(flow[i]).sum());
            }
            for (int j = 0; j < demand.length; j++) {
                int customer = j;
                assertEquals(
                        demand[j],
                        Arrays.stream(flow).mapToLong(row -> row[customer]).sum());
            }
            assertEquals(exhaustive(costs, supply.clone(), demand.clone()), cost(costs, flow), 1e-9, "round " + round);
        }
    }

    @Test
    @DisplayName("No exchange of two flows reduces the cost of a large problem")
    void largeProblem() {
        Random random = new Random(20_260_104);
        int n = 120;
        long[] supply = new long[n];
        long[] demand = new long[n];
        double[][] costs = new double[n][n];
        for (int i = 0; i < n; i++) {
            supply[i] = 1L + random.nextInt(1000);
            demand[i] = supply[i];
            Arrays.setAll(costs[i], j -> random.nextDouble());
        }
        Arrays.sort(demand);
        long[][] flow = TransportProblem.solve(costs, supply, demand);
        for (int i = 0; i < n; i++) {
            assertEquals(supply[i], Arrays.stream(flow[i]).sum());
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n && flow[i][j] > 0; k++) {
                    for (int l = 0; l < n; l++) {
                        // Optimal plans are cyclically monotone: exchanging the customers of two
                        // flows does not reduce the cost.
                        assertTrue(flow[k][l] == 0 || costs[i][j] + costs[k][l] <= costs[i][l] + costs[k][j] + 1e-9);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("Quantities already in place are not moved")
    void noMove() {
        double[][] costs = {{0, 1}, {1, 0}};
        assertArrayEquals(
                new long[][] {{3, 0}, {0, 2}}, TransportProblem.solve(costs, new long[] {3, 2}, new long[] {3, 2}));
        assertThrows(
                IllegalArgumentException.class,
                () -> TransportProblem.solve(costs, new long[] {3, 2}, new long[] {3, 1}));
    }
}
