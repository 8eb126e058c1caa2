// Each of these tests runs a whole platform and mostly waits for parts that start again: two at a time fit two cores.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
