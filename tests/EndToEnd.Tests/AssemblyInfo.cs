// Each of these tests runs a whole platform: one after another they fit two cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
