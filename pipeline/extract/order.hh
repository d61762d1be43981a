#pragma once
#include <cstddef>
#include <string>

#include "pipeline/extract/flow.hh"

namespace sohoa {

/// What is ordered and of whom.
struct Order {
  std::string task, lead, coordinating;
  bool far_fetched = false;  // the units are those of an order above that is whole without this one, or of a table's flattened line
};

/// Task and units of an order whose time or figure stands at [begin, end): from its sentence, its list item, the items
/// beside and above it, or its row of a table. `inside`: the words of [begin, end) belong to the task itself.
Order order_at(const Flow&, std::size_t begin, std::size_t end, bool inside = false);

}  // namespace sohoa
