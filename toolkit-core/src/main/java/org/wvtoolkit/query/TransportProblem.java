package org.wvtoolkit.query;

import java.util.Arrays;

/**
 * Exact solver of the transportation problem: ships the supply of all suppliers to the customers at
 * minimum total cost.
 *
 * <p>Uses successive shortest paths (Ahuja, Magnanti and Orlin 1993, section 9.7): each
 * augmentation follows the cheapest path of the residual network, found by Dijkstra's algorithm on
 * costs reduced by potentials. Quantities are integers, so the result is exact. Takes O((n + m)³)
 * time and O(n·m) memory for n suppliers and m customers.
 */
final class TransportProblem {
    private final double[][] costs;
    private final long[] supply;
    private final long[] demand;
    private final long[][] flow;

    /** Suppliers first, then customers; the same holds for the following arrays. */
    private final double[] potential;

    private final double[] distance;
    private final int[] previous;
    private final boolean[] settled;

    private TransportProblem(double[][] costs, long[] supply, long[] demand) {
        int nodes = supply.length + demand.length;
        this.costs = costs;
        this.supply = supply.clone();
        this.demand = demand.clone();
        this.flow = new long[supply.length][demand.length];
        this.potential = new double[nodes];
        this.distance = new double[nodes];
        this.previous = new int[nodes];
        this.settled = new boolean[nodes];
    }

    /**
     * Solves the problem.
     *
     * @param costs one row per supplier, one value per customer; not negative
     * @param supply positive
     * @param demand positive, with the same sum
     * @return the quantity from each supplier to each customer
     */
    static long[][] solve(double[][] costs, long[] supply, long[] demand) {
        if (Arrays.stream(supply).sum() != Arrays.stream(demand).sum()) {
            throw new IllegalArgumentException("supply and demand differ");
        }
        TransportProblem problem = new TransportProblem(costs, supply, demand);
        for (int customer = problem.nearestCustomer(); customer >= 0; customer = problem.nearestCustomer()) {
            problem.augment(customer);
        }
        return problem.flow;
    }

    /**
     * Settles nodes, starting from all suppliers with remaining supply, up to the first customer
     * with remaining demand. Returns −1 if there is none.
     */
    private int nearestCustomer() {
        int suppliers = supply.length;
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(settled, false);
        for (int i = 0; i < suppliers; i++) {
            if (supply[i] > 0) {
                distance[i] = 0;
                previous[i] = -1;
            }
        }
        for (int node = nearestUnsettled(); node >= 0; node = nearestUnsettled()) {
            settled[node] = true;
            if (node >= suppliers && demand[node - suppliers] > 0) {
                raisePotentials(distance[node]);
                return node;
            }
            relax(node);
        }
        return -1;
    }

    private int nearestUnsettled() {
        int nearest = -1;
        for (int node = 0; node < distance.length; node++) {
            if (!settled[node]
                    && distance[node] < Double.POSITIVE_INFINITY
                    && (nearest < 0 || distance[node] < distance[nearest])) {
                nearest = node;
            }
        }
        return nearest;
    }

    private void relax(int node) {
        int suppliers = supply.length;
        if (node < suppliers) {
            for (int j = 0; j < demand.length; j++) {
                reach(suppliers + j, node, costs[node][j]);
            }
        } else {
            for (int i = 0; i < suppliers; i++) {
                if (flow[i][node - suppliers] > 0) {
                    reach(i, node, -costs[i][node - suppliers]);
                }
            }
        }
    }

    /**
     * Updates the distance of a node if the path is shorter. Reduced costs are not negative, except
     * for rounding errors.
     */
    private void reach(int node, int from, double cost) {
        double reduced = Math.max(0, cost + potential[from] - potential[node]);
        if (!settled[node] && distance[from] + reduced < distance[node]) {
            distance[node] = distance[from] + reduced;
            previous[node] = from;
        }
    }

    private void raisePotentials(double least) {
        for (int node = 0; node < potential.length; node++) {
            potential[node] += Math.min(distance[node], least);
        }
    }

    private void augment(int customer) {
        int suppliers = supply.length;
        long amount = demand[customer - suppliers];
        int node = customer;
        for (; previous[node] >= 0; node = previous[node]) {
            if (node < suppliers) {
                amount = Math.min(amount, flow[node][previous[node] - suppliers]);
            }
        }
        amount = Math.min(amount, supply[node]);
        supply[node] -= amount;
        demand[customer - suppliers] -= amount;
        for (node = customer; previous[node] >= 0; node = previous[node]) {
            if (node < suppliers) {
                flow[node][previous[node] - suppliers] -= amount;
            } else {
                flow[previous[node]][node - suppliers] += amount;
            }
        }
    }
}
