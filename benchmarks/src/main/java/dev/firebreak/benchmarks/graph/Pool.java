package dev.firebreak.benchmarks.graph;

/// Nodes of one kind, the departments' slices one after another from index `first`, then the
/// company's.
///
/// @param local how many belong to departments
/// @param company how many are the company's
record Pool(int first, int local, int company, int departments) {

  /// Where the slice of a department begins; that of the next is its end.
  int begin(int department) {
    return first + (int) (((long) department * local + departments - 1) / departments);
  }

  int size(int department) {
    return begin(department + 1) - begin(department);
  }

  /// One of a department, a few much more often than others.
  int popular(int department, Chance chance) {
    return begin(department) + chance.popular(size(department));
  }

  /// One of the company's, a few much more often than others.
  int popularOfCompany(Chance chance) {
    return first + local + chance.popular(company);
  }

  int count() {
    return local + company;
  }
}
